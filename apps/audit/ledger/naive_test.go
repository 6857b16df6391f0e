package ledger_test

import "github.com/errandapp/errand/tests/rfc6962"

// naiveRoot is the root as the RFC has it.
var naiveRoot = rfc6962.Root
