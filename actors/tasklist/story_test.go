package tasklist

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata/stories")

// A story is a file of testdata/stories. Lines of it are:
//
//	# words
//	at 2026-11-23T09:00:00Z        the clock stands there from now on
//	do c1 AddTask {"id":"milk"}    command c1
//	do c1 @4 AddTask {…}           the same, if the list is at version 4
//	list                           how the list stands
//
// and below each do and list, indented, is the whole answer. `make golden`
// writes the answers anew; commit a difference that you can explain.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := tellStory(t, string(raw))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(raw), got); diff != "" && !*update {
				t.Errorf("the story ends otherwise (-told +now):\n%s", diff)
			}
		})
	}
}

// TestStoriesCoverEveryVerbAndRefusal keeps a verb or a refusal from being
// added without a story.
func TestStoriesCoverEveryVerbAndRefusal(t *testing.T) {
	files, _ := filepath.Glob("testdata/stories/*.txt")
	var all strings.Builder
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(raw)
	}
	for verb := range verbs {
		if !strings.Contains(all.String(), " "+verb+" ") {
			t.Errorf("no story for %s", verb)
		}
	}
	raw, err := os.ReadFile("refusal.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`Code\w+ += "(\w+)"`).FindAllStringSubmatch(string(raw), -1) {
		if code := m[1]; code != CodeListFull && code != CodeTooMuch && !strings.Contains(all.String(), "refused "+code) {
			t.Errorf("no story for the refusal %s", code)
		}
	}
}

func tellStory(t *testing.T, text string) string {
	var (
		out   strings.Builder
		state State
		now   time.Time
	)
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, "    ") {
			continue // an answer of last time
		}
		out.WriteString(line + "\n")
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "", "#":
		case "at":
			at, err := time.Parse(time.RFC3339, rest)
			if err != nil {
				t.Fatalf("line %d: %v", n+1, err)
			}
			now = at
		case "do":
			var answer string
			state, answer = tellCommand(t, n+1, state, rest, now)
			out.WriteString(answer)
		case "list":
			out.WriteString(tellList(state))
		default:
			t.Fatalf("line %d: what is %q?", n+1, word)
		}
	}
	return out.String()
}

func tellCommand(t *testing.T, n int, s State, rest string, now time.Time) (State, string) {
	id, rest, _ := strings.Cut(rest, " ")
	call := Call{ID: id}
	if at, ok := strings.CutPrefix(rest, "@"); ok {
		var version uint64
		if _, err := fmt.Sscan(at, &version); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		call.IfVersion = &version
		_, rest, _ = strings.Cut(rest, " ")
	}
	method, args, _ := strings.Cut(rest, " ")
	args = strings.NewReplacer("<49x>", strings.Repeat("x", 49), "<500x>", strings.Repeat("x", 500), "<17KB>", strings.Repeat("n", 17<<10)).Replace(args)
	call.Args = json.RawMessage(args)
	payload, err := json.Marshal(call)
	if err != nil {
		t.Fatalf("line %d: %v", n, err)
	}
	_, command, err := ReadCall(method, payload)
	if err != nil {
		t.Fatalf("line %d: %v", n, err)
	}
	events, err := Decide(s, command, now)
	var refusal *Refusal
	if errors.As(err, &refusal) {
		field := ""
		if refusal.Field != "" {
			field = " (" + refusal.Field + ")"
		}
		return s, fmt.Sprintf("    refused %s%s: %s\n", refusal.Code, field, refusal.Message)
	}
	if len(events) == 0 {
		return s, "    nothing\n"
	}
	var out strings.Builder
	for _, e := range events {
		s = Evolve(s, e)
		f, err := Tell("ann", e, s, "")
		if err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		fmt.Fprintf(&out, "    %s %s %s %s\n", f.ID, f.Type, f.Subject, f.Data.Change)
	}
	return s, out.String()
}

func tellList(s State) string {
	var out strings.Builder
	wake := "never"
	if at, ok := NextWake(s); ok {
		wake = at.Format(time.RFC3339)
	}
	fmt.Fprintf(&out, "    version %d, wakes %s\n", s.Version, wake)
	for _, shelf := range []struct {
		name  string
		tasks iter.Seq[Task]
	}{{"live", s.Live.All()}, {"waiting", s.Waiting.All()}, {"done", s.Done.All()}, {"trash", s.Trash.All()}} {
		for t := range shelf.tasks {
			fmt.Fprintf(&out, "    %s %s\n", shelf.name, tellTask(t))
		}
	}
	return out.String()
}

// tellTask is a task without what every task has.
func tellTask(t Task) string {
	raw, _ := json.Marshal(t)
	var fields map[string]any
	_ = json.Unmarshal(raw, &fields)
	for _, f := range []string{"createdAt", "updatedAt", "revision", "order"} {
		delete(fields, f)
	}
	raw, _ = json.Marshal(fields)
	return string(raw)
}
