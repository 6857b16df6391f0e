//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"mime/multipart"
	"net/http"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// state is how it stands with a person's only notification on a channel.
func (p person) state(channel string) (outcome, words string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	a, err := p.try(ctx, "GET", "/v1/notifications", "")
	if err != nil || a.status != http.StatusOK || len(a.Notifications) != 1 {
		return "", "", fmt.Errorf("%d, %d notifications: %w", a.status, len(a.Notifications), err)
	}
	for _, c := range a.Notifications[0].Channels {
		if c.Channel == channel {
			return c.Outcome, c.Error, nil
		}
	}
	return "", "", fmt.Errorf("nothing on %s", channel)
}

func (p person) awaitState(limit time.Duration, channel, want string) (words string) {
	p.t.Helper()
	within(p.t, limit, channel+" of "+p.user+" is "+want, func() error {
		got, said, err := p.state(channel)
		if err == nil && got != want {
			err = fmt.Errorf("it is %s: %s", got, said)
		}
		words = said
		return err
	})
	return words
}

// TestDoneWhileItIsTriedAgain: a webhook fails, and by the time that it works
// the task is done. Nobody is told, and the receipt says why.
func TestDoneWhileItIsTriedAgain(t *testing.T) {
	p := someone(t)
	webhook.refuse(p.user)
	t.Cleanup(func() { webhook.refuse("") })
	id := p.adds("Done early", time.Now().Add(2*time.Second))
	p.awaitState(20*time.Second, "webhook", "waiting")
	p.ask(200, "POST", "/v1/tasks/"+id+"/complete", "")
	webhook.refuse("")
	if words := p.awaitState(60*time.Second, "webhook", "not_told"); words != "Not told: done meanwhile." {
		t.Errorf("the receipt says %q", words)
	}
	if n := webhook.with(p.user); n != 0 {
		t.Errorf("%d calls", n)
	}
}

// TestAMailAndItsLink: a mail has text and HTML of the same, and the link in
// its header ends e-mail, for this person only.
func TestAMailAndItsLink(t *testing.T) {
	p := someone(t)
	p.adds("Read me", time.Now().Add(2*time.Second))
	p.awaitState(20*time.Second, "email", "sent")
	mails, err := mailsWith("<" + p.user + "@errand.localhost>")
	must(t, err)
	if len(mails) != 1 {
		t.Fatalf("%d mails", len(mails))
	}
	m, err := mail.ReadMessage(strings.NewReader(mails[0]))
	must(t, err)
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	must(t, err)
	var kinds []string
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextPart()
		if err != nil {
			break
		}
		var text bytes.Buffer
		_, err = text.ReadFrom(part)
		must(t, err)
		if !strings.Contains(text.String(), "Read me") {
			t.Errorf("a part says %s", &text)
		}
		kinds = append(kinds, part.Header.Get("Content-Type"))
	}
	if kind != "multipart/alternative" || len(kinds) != 2 || m.Header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" || m.Header.Get("Message-Id") == "" {
		t.Errorf("%s of %q, headers %v", kind, kinds, m.Header)
	}
	link, err := url.Parse(strings.Trim(m.Header.Get("List-Unsubscribe"), "<>"))
	must(t, err)
	if !strings.HasPrefix(link.String(), system.URL+"/v1/notifications/unsubscribe?token=") {
		t.Fatalf("the link is %s", link)
	}
	on := func() bool {
		t.Helper()
		res, err := web.Do(p.request("GET", system.URL+"/v1/notifications/settings", ""))
		must(t, err)
		defer res.Body.Close()
		var s struct{ Email bool }
		must(t, json.NewDecoder(res.Body).Decode(&s))
		return s.Email
	}
	for _, method := range []string{"GET", "POST"} {
		if !on() {
			t.Errorf("e-mail is off before %s", method)
		}
		req, err := http.NewRequest(method, link.String(), strings.NewReader("List-Unsubscribe=One-Click"))
		must(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := web.Do(req) // as nobody in particular
		must(t, err)
		res.Body.Close()
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", method, res.StatusCode)
		}
	}
	if on() {
		t.Error("e-mail is still on")
	}
}

// request is one of the person's.
func (p person) request(method, url, body string) *http.Request {
	p.t.Helper()
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	must(p.t, err)
	req.Header.Set("errand-user", p.user)
	return req
}

// TestATestOfEveryChannel sends one by each, and only one.
func TestATestOfEveryChannel(t *testing.T) {
	p := someone(t)
	must(t, p.choosesAll())
	res, err := web.Do(p.request("POST", system.URL+"/v1/notifications/test", ""))
	must(t, err)
	defer res.Body.Close()
	var said struct {
		Channels []struct{ Channel, Outcome, Error string }
	}
	must(t, json.NewDecoder(res.Body).Decode(&said))
	var sent []string
	for _, c := range said.Channels {
		if c.Outcome != "sent" {
			t.Errorf("%+v", c)
		}
		sent = append(sent, c.Channel)
	}
	slices.Sort(sent)
	if !slices.Equal(sent, []string{"email", "ntfy", "push", "webhook"}) {
		t.Errorf("sent by %q", sent)
	}
	must(t, oneMailWith("<"+p.user+"@errand.localhost>"))
	pushed := inbox.at("/push/" + p.user)
	if len(pushed) != 1 || pushed[0].header.Get("Content-Encoding") != "aes128gcm" {
		t.Errorf("pushed %v", pushed)
	}
	if n := webhook.with(p.user + "/test-"); n != 1 {
		t.Errorf("%d webhooks", n)
	}
}
