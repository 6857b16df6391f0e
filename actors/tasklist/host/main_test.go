package host

import (
	"os"
	"testing"

	"github.com/errandapp/errand/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }
