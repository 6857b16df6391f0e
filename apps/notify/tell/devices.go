package tell

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

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
