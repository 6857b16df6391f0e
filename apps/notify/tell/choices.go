package tell

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

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
	var p person
	err := t.rewrite(ctx, personKey(user), func(item Item) (w Write, err error) {
		if p, err = readPerson(item); err != nil {
			return w, err
		}
		c.apply(&p)
		if c.Ntfy != nil && *c.Ntfy && p.NtfyTopic == "" {
			return w, refuse("ntfyTopic", "Say which topic of ntfy it is to be.")
		}
		return over(personKey(user), item, p, 0), nil
	})
	if err == nil && (c.Digest != nil || c.DigestAt != nil) {
		err = t.moveDigest(ctx, p, user)
	}
	return t.settings(p, user), err
}

// moveDigest sets the digest's job anew if something waits for it: at the new
// time of day, or at once when there is to be none any more.
func (t *Teller) moveDigest(ctx context.Context, p person, user string) error {
	items, err := t.Store.Get(ctx, asideKey(user))
	if err != nil {
		return err
	}
	a, err := readAside(items[0])
	if err != nil || len(a.Items) == 0 {
		return err
	}
	return t.scheduleDigest(ctx, p, user, p.Digest == "" || p.Digest == DigestNone)
}

// Subscribe adds a browser. One that is there already is renewed; beyond
// MaxDevices the one that was added first goes.
func (t *Teller) Subscribe(ctx context.Context, user string, d Device) (Device, error) {
	u, err := url.Parse(d.Endpoint)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || len(d.Endpoint) > MaxEndpoint {
		return Device{}, refuse("endpoint", "endpoint must be the https address that the browser got.")
	}
	if raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(d.P256dh, "=")); err != nil || len(raw) != 65 || raw[0] != 4 {
		return Device{}, refuse("keys.p256dh", "keys.p256dh must be a P-256 point, in base64url.")
	}
	if raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(d.Auth, "=")); err != nil || len(raw) != 16 {
		return Device{}, refuse("keys.auth", "keys.auth must be 16 bytes, in base64url.")
	}
	sum := sha256.Sum256([]byte(d.Endpoint))
	d.ID, d.Since = hex.EncodeToString(sum[:8]), t.Now().UTC()
	name := cleanName(d.Name)
	err = t.rewrite(ctx, personKey(user), func(item Item) (Write, error) {
		p, err := readPerson(item)
		p.Devices = slices.DeleteFunc(p.Devices, func(o Device) bool { return o.ID == d.ID })
		d.Name = name
		for n := 2; slices.ContainsFunc(p.Devices, func(o Device) bool { return o.Name == d.Name }); n++ {
			d.Name = fmt.Sprintf("%s %d", name, n)
		}
		p.Devices = append(p.Devices, d)
		p.Devices = p.Devices[max(0, len(p.Devices)-MaxDevices):]
		return over(personKey(user), item, p, 0), err
	})
	return d, err
}

func cleanName(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if runes := []rune(s); len(runes) > maxDevice {
		s = string(runes[:maxDevice])
	}
	if s == "" {
		return "A browser"
	}
	return s
}

// Forget removes a browser by its id or its endpoint; one that is not there is
// no mistake.
func (t *Teller) Forget(ctx context.Context, user, device string) error {
	return t.rewrite(ctx, personKey(user), func(item Item) (Write, error) {
		p, err := readPerson(item)
		p.Devices = slices.DeleteFunc(p.Devices, func(o Device) bool { return o.ID == device || o.Endpoint == device })
		return over(personKey(user), item, p, 0), err
	})
}

// TurnOffEmail is what the link in an e-mail does.
func (t *Teller) TurnOffEmail(ctx context.Context, user string) error {
	off := false
	_, err := t.Change(ctx, user, Change{Email: &off})
	return err
}

// Test sends a test to a person, by every route, and says how each went. It
// leaves no receipts and is not tried again.
func (t *Teller) Test(ctx context.Context, user string) ([]Outcome, error) {
	items, err := t.Store.Get(ctx, personKey(user))
	if err != nil {
		return nil, err
	}
	p, err := readPerson(items[0])
	if err != nil {
		return nil, err
	}
	n := Notice{
		ID: user + "/test-" + rand.Text(), Kind: Test, List: user, Title: "A test from Errand", DueAt: t.Now().UTC(), RangAt: t.Now().UTC(),
		Notes: "You asked for it. Reminders will come this way.",
	}
	all := []*telling{{Notice: n}}
	outcomes := []Outcome{}
	for _, r := range t.routes(p, user, Test) {
		c := t.channel(r.Channel)
		sendCtx, cancel := context.WithTimeout(ctx, TestTime)
		err := c.Send(sendCtx, n, r)
		cancel()
		o := Outcome{Channel: r.Channel, Device: r.Device.Name, Outcome: sent, At: t.Now(), Attempt: 1}
		if err != nil {
			f := failure(c, err)
			o.Outcome, o.Error = failed, f.Words
			t.Log.WarnContext(ctx, "test not sent", telemetry.KeyList, user, "channel", r.Channel, telemetry.KeyErr, err)
			if f.Gone {
				err = t.Forget(ctx, user, r.Device.ID)
			}
		}
		all[0].errs = append(all[0].errs, err)
		outcomes = append(outcomes, o)
	}
	if len(outcomes) == 0 {
		return outcomes, nil
	}
	if err := errors.Join(all[0].errs...); err != nil && ctx.Err() != nil {
		return nil, err
	}
	return outcomes, nil
}

// TestTime bounds each message of a test: somebody is waiting.
const TestTime = 4 * time.Second
