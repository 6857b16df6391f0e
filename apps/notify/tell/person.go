package tell

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// Digest modes.
const (
	DigestNone = "none"
	DigestLow  = "low" // what has low priority
	DigestAll  = "all"
)

// DigestAt is when a digest comes unless the person says.
const DigestAt = "18:00"

// Choices are what a person chose; what is nil or empty is as the deployment
// has it.
type Choices struct {
	Email     *bool  `json:"email,omitempty"`
	EmailTo   string `json:"emailTo,omitempty"`
	Push      *bool  `json:"push,omitempty"`
	Webhook   *bool  `json:"webhook,omitempty"`
	Ntfy      *bool  `json:"ntfy,omitempty"`
	NtfyTopic string `json:"ntfyTopic,omitempty"`
	Digest    string `json:"digest,omitempty"`
	DigestAt  string `json:"digestAt,omitempty"` // 18:00, on the clock of the list's zone
}

// A Device is a browser that takes push messages.
type Device struct {
	ID       string    `json:"id"`   // made of the endpoint
	Name     string    `json:"name"` // for the person; no two are the same
	Endpoint string    `json:"endpoint"`
	P256dh   string    `json:"p256dh"`
	Auth     string    `json:"auth"`
	Since    time.Time `json:"since"`
}

// A person is what notify knows of one.
type person struct {
	Choices
	Devices []Device `json:"devices,omitempty"`
}

func personKey(user string) string { return "notify/person/" + user }

func readPerson(item Item) (p person, err error) {
	return p, item.read("the person", &p)
}

func on(choice *bool, otherwise bool) bool {
	if choice == nil {
		return otherwise
	}
	return *choice
}

// digests reports whether a notice waits for the digest.
func (p person) digests(n Notice) bool {
	return n.Kind == Due && (p.Digest == DigestAll || p.Digest == DigestLow && n.Priority == tasklist.Low)
}

// address is where a person's e-mail goes.
func (t *Teller) address(p person, user string) string {
	return cmp.Or(p.EmailTo, strings.ReplaceAll(t.MailTo, "{user}", user))
}

// routes are the ways on which a notice goes to a person: those of the
// channels that the deployment has and the person wants.
func (t *Teller) routes(p person, user string, kind Kind) (all []Route) {
	for _, c := range t.Channels {
		switch r := (Route{Channel: c.Name()}); {
		case r.Channel == Email && on(p.Email, true):
			r.To = t.address(p, user)
			all = append(all, r)
		case r.Channel == Webhook && on(p.Webhook, true):
			all = append(all, r)
		case r.Channel == Ntfy && p.NtfyTopic != "" && on(p.Ntfy, true):
			r.To = p.NtfyTopic
			all = append(all, r)
		case r.Channel == Push && on(p.Push, true):
			for _, d := range p.Devices {
				all = append(all, Route{Channel: Push, Device: d})
			}
		}
	}
	if kind == Digest {
		all = slices.DeleteFunc(all, func(r Route) bool { return !r.digested() })
	}
	return all
}
