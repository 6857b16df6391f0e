package channel

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestPublicURL(t *testing.T) {
	for address, want := range map[string]bool{
		"https://fcm.googleapis.com/fcm/send/abc": true,
		"https://8.8.8.8/x":                       true,
		"http://fcm.googleapis.com/x":             false,
		"https://user:pw@push.example/x":          false,
		"https://push.example:8443/x":             false,
		"https://127.0.0.1/x":                     false,
		"https://[::1]/x":                         false,
		"https://[::ffff:10.0.0.1]/x":             false,
		"https://169.254.169.254/latest":          false,
		"https://192.168.1.1/x":                   false,
		"https://100.64.0.1/x":                    false,
		"https://[fd00::1]/x":                     false,
		"https://[64:ff9b::a00:1]/x":              false,
		"https://0.0.0.0/x":                       false,
		"file:///etc/passwd":                      false,
		"https:///x":                              false,
		"":                                        false,
	} {
		if got := PublicURL(address, false) == nil; got != want {
			t.Errorf("%s: got %v", address, got)
		}
	}
	if PublicURL("http://127.0.0.1:9/x", true) != nil || PublicURL("http://10.0.0.1/x", true) == nil || PublicURL("http://localhost/x", true) == nil {
		t.Error("local endpoints are on loopback addresses, and nowhere else")
	}
}

// A name that looks public may lead to this machine: the address that is
// connected to decides.
func TestTheClientLooksAtTheAddress(t *testing.T) {
	reached := false
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer inside.Close()
	if _, err := publicClient(time.Second, false).Get(inside.URL); !errors.Is(err, errNotPublic) || reached { //nolint:bodyclose // there is none
		t.Errorf("got %v, reached %v", err, reached)
	}
	elsewhere := httptest.NewServer(http.RedirectHandler(inside.URL, http.StatusFound))
	defer elsewhere.Close()
	res, err := publicClient(time.Second, true).Get(elsewhere.URL)
	if err != nil || res.StatusCode != http.StatusFound || reached {
		t.Fatalf("a redirect: %v, %v, reached %v", res, err, reached)
	}
	if err := res.Body.Close(); err != nil {
		t.Error(err)
	}
}
