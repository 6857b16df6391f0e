package channel

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"

	"github.com/errandapp/errand/apps/notify/tell"
)

// Links are addresses at which a person can do something without signing in:
// what they may do is signed into them. They do not run out; a mail may be
// read late.
type Links struct {
	base    string // of chat, as people reach it
	secrets *Secrets
}

// NewLinks makes links below base.
func NewLinks(base string, secrets *Secrets) *Links {
	return &Links{base: strings.TrimRight(base, "/"), secrets: secrets}
}

// Page is where the person's list is.
func (l *Links) Page() string { return l.base + "/" }

// Unsubscribe is the address that turns a person's e-mail off.
func (l *Links) Unsubscribe(ctx context.Context, user string) (string, error) {
	mac, err := l.mac(ctx, user)
	if err != nil {
		return "", err
	}
	token := user + "." + base64.RawURLEncoding.EncodeToString(mac)
	return l.base + "/v1/notifications/unsubscribe?token=" + url.QueryEscape(token), nil
}

// Read is the user of a token; ok is false when we did not sign it.
func (l *Links) Read(ctx context.Context, token string) (user string, ok bool, err error) {
	user, signed, found := strings.Cut(token, ".")
	said, bad := base64.RawURLEncoding.DecodeString(signed)
	if !found || bad != nil || !tell.ValidUser(user) {
		return "", false, nil
	}
	mac, err := l.mac(ctx, user)
	if err != nil {
		return "", false, err
	}
	return user, hmac.Equal(mac, said), nil
}

func (l *Links) mac(ctx context.Context, user string) ([]byte, error) {
	key, err := l.secrets.Get(ctx, LinkKey)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte("errand unsubscribe email\x00" + user))
	return mac.Sum(nil), nil
}
