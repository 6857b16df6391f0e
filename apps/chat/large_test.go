package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/api"
)

// What is as large as it may be is answered, and once more when it is sent
// again: an answer that cannot be kept could never be given.
func TestLargeAnswers(t *testing.T) {
	for _, letter := range []string{"<", "界", "𝒳"} {
		w := newWorld(t)
		for i := range 60 {
			ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", fmt.Sprintf(`{"id":"t%d","title":"%02d%s","notes":%q}`, i, i, strings.Repeat(letter, 498), strings.Repeat(letter, 4000)))
		}
		for i, text := range []string{
			"list", "show 1, 2, 3, 4, 5 and 6", "delete everything", "yes", "undo",
			"buy milk " + strings.Repeat("#a ", 3000), "list", "delete everything", "no",
		} {
			id := fmt.Sprintf("m%d", i)
			first := w.say(id, text)
			if again := w.say(id, text); again.Intent != first.Intent || again.Reply == "" || again.Confirm != first.Confirm {
				t.Errorf("%s %.20q, sent again: %.100s", letter, text, again.Reply)
			}
			turn, _ := w.talks.talks["local"].Answered(id)
			if first.Confirm && (!strings.Contains(string(turn.Answer), "Say “yes”") || !strings.Contains(first.Reply, "more.")) {
				t.Errorf("%s: the question was not kept whole: %d bytes", letter, len(turn.Answer))
			}
			if len(turn.Answer) > conversation.MaxAnswer {
				t.Errorf("%.20q: %d bytes are kept", text, len(turn.Answer))
			}
		}
	}
}

// Many tasks are added at once and the answer is lost: sent again, all of
// them are told of.
func TestManyAddedAndTheAnswerLost(t *testing.T) {
	w := newWorld(t)
	text := strings.Repeat("buy milk\n", 150)
	w.memory.loseNext = 1
	w.refused(503, "unavailable", "", "POST", "/v1/chat", fmt.Sprintf(`{"id":"m1","text":%q,"timeZone":"Europe/Berlin"}`, text))
	if got := w.say("m1", text); len(got.Tasks) != 150 || len(w.titles()) != 150 {
		t.Errorf("%d tasks are told of, the list has %d", len(got.Tasks), len(w.titles()))
	}
}

func TestACorrectionHasFewParts(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk tomorrow")
	c := api.ChatCorrection{Message: "m1", Literal: make([]api.ChatRange, maxLiteral+1)}
	w.refused(400, "bad_field", "correction.literal", "POST", "/v1/chat", mend(w, "m2", "buy milk tomorrow", c))
}
