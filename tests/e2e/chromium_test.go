//go:build e2e

package e2e

import (
	"bufio"
	"encoding/json"
	"io"
	"os/exec"
	"testing"
	"time"
)

// A browser is a Chromium with the page open, asked through browser.mjs.
type browser struct {
	t     testing.TB
	ask   *json.Encoder
	heard <-chan []byte // its answers; closed when it ends
}

// browserTime is how long it may take to do one thing; what it waits for
// itself, it gives up earlier.
const browserTime = 60 * time.Second

// openBrowser starts one that ends with the test.
func openBrowser(t testing.TB) *browser {
	t.Helper()
	cmd := exec.Command("node", "browser.mjs", system.URL)
	cmd.Stderr = t.Output()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	heard := make(chan []byte)
	go func() {
		defer close(heard)
		for lines := bufio.NewReader(out); ; {
			line, err := lines.ReadBytes('\n')
			if err != nil {
				return
			}
			heard <- line
		}
	}()
	t.Cleanup(func() { endBrowser(t, cmd, in, heard) })
	return &browser{t, json.NewEncoder(in), heard}
}

// endBrowser lets it close Chromium, and kills it when it does not.
func endBrowser(t testing.TB, cmd *exec.Cmd, in io.Closer, heard <-chan []byte) {
	if err := in.Close(); err != nil {
		t.Error(err)
	}
	late := time.AfterFunc(browserTime, func() {
		t.Error("the browser does not end")
		if err := cmd.Process.Kill(); err != nil { // Chromium goes when its pipe breaks
			t.Error(err)
		}
	})
	defer late.Stop()
	for range heard { // until its output ends
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("browser.mjs: %v", err)
	}
}

// do has one thing done, and fails the test with what the page says when it
// cannot be.
func (b *browser) do(verb string, args ...any) any {
	b.t.Helper()
	value, failure := b.try(verb, args...)
	if failure != "" {
		text, _ := b.try("text")
		end, _ := b.try("end")
		b.t.Fatalf("%s %v: %s\nThe page says:\n%v\n%v", verb, args, failure, text, end)
	}
	return value
}

func (b *browser) try(verb string, args ...any) (value any, failure string) {
	b.t.Helper()
	if err := b.ask.Encode(append([]any{verb}, args...)); err != nil {
		b.t.Fatalf("%s: %v", verb, err)
	}
	select {
	case line, ok := <-b.heard:
		var answer struct {
			Value any
			Error string
		}
		if !ok {
			b.t.Fatalf("%s: browser.mjs has ended", verb)
		}
		if err := json.Unmarshal(line, &answer); err != nil {
			b.t.Fatalf("%s: %q: %v", verb, line, err)
		}
		return answer.Value, answer.Error
	case <-time.After(browserTime):
		b.t.Fatalf("%s %v: no answer within %v", verb, args, browserTime)
		return nil, ""
	}
}
