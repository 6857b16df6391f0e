package understand

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"
)

var rewrite = flag.Bool("rewrite", false, "write what the grammar reads into docs/talking.md")

const (
	talkingPage = "../../../docs/talking.md"
	talkingHead = "| you say | it reads |"
	minExamples = 60
)

// TestTalking reads every example of the page for people: each must mean what the page says, in full. A row is
// "| `message` | reading |", where ⏎ stands for a line break; see say for how a reading is written.
func TestTalking(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 6, 17, 10, 0, 0, 0, zone)
	page, err := os.ReadFile(talkingPage)
	if err != nil {
		t.Fatal(err)
	}
	if want := "Wednesday 17 June 2026, 10:00 in New York"; !strings.Contains(string(page), want) {
		t.Errorf("the page does not say that it is read at %q", want)
	}
	lines := strings.Split(string(page), "\n")
	examples, inTable := 0, false
	for n, l := range lines {
		switch {
		case l == talkingHead:
			inTable = true
			continue
		case !strings.HasPrefix(l, "|"):
			inTable = false
			continue
		case strings.Trim(l, "| -") == "":
			continue
		case !inTable:
			t.Errorf("line %d: a table that is not headed %q", n+1, talkingHead)
			continue
		}
		text, want, ok := example(l)
		if !ok {
			t.Errorf("line %d: cannot read the row %q", n+1, l)
			continue
		}
		examples++
		got := say(t, Understand(text, now, zone, Context{}))
		if *rewrite {
			lines[n] = row(text, got)
		} else if got != want {
			t.Errorf("line %d, %q:\n got  %s\n want %s", n+1, text, got, want)
		}
	}
	if examples < minExamples {
		t.Errorf("%d examples, want at least %d", examples, minExamples)
	}
	if *rewrite {
		if err := os.WriteFile(talkingPage, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// example splits a row of the page into the message and the reading.
func example(l string) (text, want string, ok bool) {
	rest, ok := strings.CutPrefix(l, "| `")
	if !ok {
		return "", "", false
	}
	text, want, ok = strings.Cut(rest, "` | ")
	if !ok || text == "" || strings.Contains(text, "`") {
		return "", "", false
	}
	want, ok = strings.CutSuffix(want, " |")
	return strings.ReplaceAll(text, "⏎", "\n"), want, ok && (want != "" || *rewrite)
}

func row(text, reading string) string {
	return "| `" + strings.ReplaceAll(text, "\n", "⏎") + "` | " + reading + " |"
}
