// Package ticket makes and checks the short-lived tickets with which a
// browser opens the WebSocket: chat, which knows who is asking, signs one,
// and sync, which knows nobody, believes it for a minute and a half: a minute
// as the ticket says, and half a one because no two clocks are the same.
//
//	ticket = base64url(JSON {"user","exp","kid","jti"}) "." base64url(HMAC-SHA256)
//
// The key is kept in the Dapr state store that chat and sync share; see Keys.
package ticket

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// How long a ticket is good for.
const (
	stated = 60 * time.Second // as it says itself
	Skew   = 30 * time.Second // and longer, as the signer's clock may be behind
	Life   = stated + Skew    // then it is over, where the clocks agree
)

// maxLen bounds what is looked at; a ticket is about 200 bytes.
const maxLen = 1024

// Reasons not to believe a ticket.
var (
	ErrBad     = errors.New("this is not a ticket of ours")
	ErrExpired = errors.New("the ticket has expired")
)

// A Key signs tickets. ID tells it from a key that was there before.
type Key struct {
	ID     string `json:"id"`
	Secret []byte `json:"secret"`
}

// secretLen is the size of a secret, the block of the hash's output.
const secretLen = sha256.Size

func newKey() Key {
	secret := make([]byte, secretLen)
	rand.Read(secret) // never fails: see crypto/rand
	return Key{ID: rand.Text()[:12], Secret: secret}
}

func (k Key) valid() bool { return k.ID != "" && len(k.Secret) == secretLen }

// claims are what a ticket says.
type claims struct {
	User    string `json:"user"`
	Expires int64  `json:"exp"` // Unix seconds
	Key     string `json:"kid"`
	Nonce   string `json:"jti,omitempty"` // so that no two tickets are the same
}

// ended tells whether the ticket is over at a time. Until then it may come
// again, so that is how long Once remembers it.
func (c claims) ended(now time.Time) bool { return now.Unix() >= c.end() }

// end is the first Unix second at which nobody takes the ticket.
func (c claims) end() int64 { return c.Expires + int64(Skew/time.Second) }

// Sign makes a ticket for a user. It says that it expires in a minute.
func (k Key) Sign(user string, now time.Time) (ticket string, expires time.Time) {
	expires = now.Add(stated).UTC().Truncate(time.Second)
	said, err := json.Marshal(claims{User: user, Expires: expires.Unix(), Key: k.ID, Nonce: rand.Text()})
	if err != nil {
		panic(fmt.Sprintf("ticket: two strings and a number are not JSON: %v", err))
	}
	body := base64.RawURLEncoding.EncodeToString(said)
	return body + "." + base64.RawURLEncoding.EncodeToString(k.mac(body)), expires
}

func (k Key) mac(body string) []byte {
	h := hmac.New(sha256.New, k.Secret)
	h.Write([]byte(body))
	return h.Sum(nil)
}

// Verify tells whose ticket it is. The error is ErrBad or ErrExpired.
func (k Key) Verify(ticket string, now time.Time) (user string, err error) {
	said, err := k.check(ticket, now)
	if err != nil {
		return "", err
	}
	return said.User, nil
}

// check gives what a ticket says, of one that has expired too.
func (k Key) check(ticket string, now time.Time) (claims, error) {
	said, body, mac, err := parse(ticket)
	if err != nil {
		return claims{}, err
	}
	if said.Key != k.ID || !hmac.Equal(mac, k.mac(body)) || said.User == "" {
		return claims{}, ErrBad
	}
	if said.ended(now) {
		return said, ErrExpired
	}
	return said, nil
}

// parse reads a ticket without believing it.
func parse(ticket string) (said claims, body string, mac []byte, err error) {
	body, sum, ok := strings.Cut(ticket, ".")
	// Line breaks, which the decoder skips, would make one ticket look like another.
	if !ok || len(ticket) > maxLen || strings.ContainsAny(ticket, "\r\n") {
		return claims{}, "", nil, ErrBad
	}
	strict := base64.RawURLEncoding.Strict()
	raw, err := strict.DecodeString(body)
	if err != nil {
		return claims{}, "", nil, ErrBad
	}
	if mac, err = strict.DecodeString(sum); err != nil {
		return claims{}, "", nil, ErrBad
	}
	if err := json.Unmarshal(raw, &said); err != nil {
		return claims{}, "", nil, ErrBad
	}
	return said, body, mac, nil
}
