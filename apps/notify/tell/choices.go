package tell

import (
	"context"
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"github.com/errandapp/errand/internal/telemetry"
)

// Bounds of what a person may choose.
const (
	MaxDevices  = 10
	MaxAddress  = 254  // characters of an e-mail address (RFC 5321)
	MaxEndpoint = 1024 // characters of a push endpoint
	maxDevice   = 60   // characters of a device's name
)

// A Refusal says what of a request cannot be, in words for the person.
type Refusal struct{ Field, Detail string }

func (r *Refusal) Error() string { return r.Field + ": " + r.Detail }

func refuse(field, format string, args ...any) error {
	return &Refusal{field, fmt.Sprintf(format, args...)}
}

// Settings are a person's choices as they work out here.
type Settings struct {
	Available []string `json:"available"` // channels that this deployment has
	Email     bool     `json:"email"`
	EmailTo   string   `json:"emailTo"`
	Push      bool     `json:"push"`
	Devices   []Device `json:"-"`
	Webhook   bool     `json:"webhook"`
	Ntfy      bool     `json:"ntfy"`
	NtfyTopic string   `json:"ntfyTopic"`
	Digest    string   `json:"digest"`
	DigestAt  string   `json:"digestAt"`
}

// Settings are those of a person.
func (t *Teller) Settings(ctx context.Context, user string) (Settings, error) {
	items, err := t.Store.Get(ctx, personKey(user))
	if err != nil {
		return Settings{}, err
	}
	p, err := readPerson(items[0])
	return t.settings(p, user), err
}

func (t *Teller) settings(p person, user string) Settings {
	s := Settings{
		Available: []string{InApp}, Email: on(p.Email, true), EmailTo: t.address(p, user), Push: on(p.Push, true), Devices: p.Devices,
		Webhook: on(p.Webhook, true), Ntfy: p.NtfyTopic != "" && on(p.Ntfy, true), NtfyTopic: p.NtfyTopic, Digest: p.Digest, DigestAt: p.digestAt(),
	}
	if s.Digest == "" {
		s.Digest = DigestNone
	}
	for _, c := range t.Channels {
		s.Available = append(s.Available, c.Name())
	}
	return s
}

// A Change is what a person wants otherwise; nil is as it was. An empty
// EmailTo or DigestAt is as the deployment has it.
type Change struct {
	Email     *bool   `json:"email"`
	EmailTo   *string `json:"emailTo"`
	Push      *bool   `json:"push"`
	Webhook   *bool   `json:"webhook"`
	Ntfy      *bool   `json:"ntfy"`
	NtfyTopic *string `json:"ntfyTopic"`
	Digest    *string `json:"digest"`
	DigestAt  *string `json:"digestAt"`
}

var (
	aTopic = regexp.MustCompile(`^[-_A-Za-z0-9]{1,64}$`)
	aClock = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
)

// check refuses what cannot be.
func (c Change) check() error {
	if c.EmailTo != nil && *c.EmailTo != "" {
		a, err := mail.ParseAddress(*c.EmailTo)
		if err != nil || a.Address != *c.EmailTo || strings.Contains(*c.EmailTo, ";") || len(*c.EmailTo) > MaxAddress {
			return refuse("emailTo", "There is no such e-mail address; one looks like ann@example.org.")
		}
	}
	if c.NtfyTopic != nil && *c.NtfyTopic != "" && !aTopic.MatchString(*c.NtfyTopic) {
		return refuse("ntfyTopic", "A topic is 1 to 64 letters, digits, - or _.")
	}
	if c.Digest != nil && !slices.Contains([]string{DigestNone, DigestLow, DigestAll}, *c.Digest) {
		return refuse("digest", "digest is none, low or all.")
	}
	if c.DigestAt != nil && *c.DigestAt != "" && !aClock.MatchString(*c.DigestAt) {
		return refuse("digestAt", "There is no such time of day; one looks like 18:00.")
	}
	return nil
}

// apply is a person with the change.
func (c Change) apply(p *person) {
	set(&p.Email, c.Email)
	set(&p.Push, c.Push)
	set(&p.Webhook, c.Webhook)
	set(&p.Ntfy, c.Ntfy)
	for _, s := range []struct {
		to   *string
		from *string
	}{{&p.EmailTo, c.EmailTo}, {&p.NtfyTopic, c.NtfyTopic}, {&p.Digest, c.Digest}, {&p.DigestAt, c.DigestAt}} {
		if s.from != nil {
			*s.to = *s.from
		}
	}
}

func set(to **bool, from *bool) {
	if from != nil {
		*to = from
	}
}

// Change changes a person's settings. A *Refusal says what cannot be.
func (t *Teller) Change(ctx context.Context, user string, c Change) (Settings, error) {
	if err := c.check(); err != nil {
		return Settings{}, err
	}
	var p, before person
	err := t.rewrite(ctx, personKey(user), func(item Item) (w Write, err error) {
		if p, err = readPerson(item); err != nil {
			return w, err
		}
		before = p
		c.apply(&p)
		if c.Ntfy != nil && *c.Ntfy && p.NtfyTopic == "" {
			return w, refuse("ntfyTopic", "Say which topic of ntfy it is to be.")
		}
		return over(personKey(user), item, p, 0), nil
	})
	if err == nil && (c.Digest != nil || c.DigestAt != nil) {
		err = t.moveDigest(ctx, before, p, user)
	}
	return t.settings(p, user), err
}

// moveDigest sets the digest's job anew if something waits for it: at the new
// time of day, or at once when there is to be none any more. The one at the old
// time is ended.
func (t *Teller) moveDigest(ctx context.Context, before, p person, user string) error {
	items, err := t.Store.Get(ctx, asideKey(user))
	if err != nil {
		return err
	}
	a, err := readAside(items[0])
	if err != nil || a.waiting() == 0 {
		return err
	}
	none := p.Digest == "" || p.Digest == DigestNone
	if err := t.scheduleDigest(ctx, p, user, none); err != nil || !none && before.digestAt() == p.digestAt() {
		return err
	}
	at, err := t.nextDigest(ctx, before, user)
	if err != nil {
		t.Log.WarnContext(ctx, "the digest's old job stays", telemetry.KeyList, user, telemetry.KeyErr, err)
		return nil // it will find that nothing waits, or tell earlier than wished
	}
	if at.Sub(t.Now()) < askTime {
		return nil // it may be ringing before it is ended, and has to come to its end
	}
	return t.Jobs.End(ctx, digestName(user, at))
}

// TurnOffEmail is what the link in an e-mail does.
func (t *Teller) TurnOffEmail(ctx context.Context, user string) error {
	off := false
	_, err := t.Change(ctx, user, Change{Email: &off})
	return err
}
