package channel

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/notify/tell"
)

// Ntfy publishes notices to a person's topic of an ntfy server, through the
// HTTP binding.
type Ntfy struct {
	dapr binder
	page string
}

// NewNtfy publishes to the server that the component has; page is what a
// notification opens.
func NewNtfy(dapr binder, page string) *Ntfy { return &Ntfy{dapr: dapr, page: page} }

// Name is the channel's name.
func (f *Ntfy) Name() string { return tell.Ntfy }

// Sorry is for the person.
func (f *Ntfy) Sorry() string { return "The ntfy server did not take it." }

// ntfyMessage is what the server takes as JSON. A message with the same
// sequence takes the place of the one before it.
type ntfyMessage struct {
	Topic    string   `json:"topic"`
	Title    string   `json:"title"`
	Message  string   `json:"message"`
	Priority int      `json:"priority"`
	Tags     []string `json:"tags"`
	Click    string   `json:"click"`
	Sequence string   `json:"sequence_id"`
}

// Send publishes a notice.
func (f *Ntfy) Send(ctx context.Context, n tell.Notice, r tell.Route) error {
	raw, err := json.Marshal(ntfyMessage{
		Topic: r.To, Title: subject(n), Message: summary(n), Priority: ntfyPriority(n.Priority), Tags: []string{"alarm_clock"}, Click: f.page, Sequence: shortID(n.ID),
	})
	if err != nil {
		return fmt.Errorf("write notice: %w", err)
	}
	return post(ctx, f.dapr, NtfyBinding, raw, nil)
}

// ntfyPriority is ntfy's, 1 to 5, where 3 is normal.
func ntfyPriority(p tasklist.Priority) int {
	switch p {
	case tasklist.Urgent:
		return 5
	case tasklist.High:
		return 4
	case tasklist.Low:
		return 2
	}
	return 3
}

// shortID is a notice's id as push services and ntfy take it: 32 letters and
// digits.
func shortID(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16])
}
