package main

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

func TestUntil(t *testing.T) {
	soon := errors.New("not yet")
	for name, c := range map[string]struct {
		answers []error // the last one again and again
		tries   int
		want    error
	}{
		"at once":                            {[]error{nil}, 1, nil},
		"in the end":                         {[]error{soon, &problem{Status: 503}, nil}, 3, nil},
		"a final no is believed":             {[]error{soon, &problem{Status: 422}, nil}, 2, &problem{Status: 422}},
		"never":                              {[]error{soon}, 6, soon},
		"what was cut off is not the reason": {[]error{soon, context.DeadlineExceeded}, 6, soon},
		"unless all was":                     {[]error{context.DeadlineExceeded}, 6, context.DeadlineExceeded},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tries := 0
				s := station{limit: 5*pollEvery + pollEvery/2, look: func(ctx context.Context) (sighting, error) {
					return until(ctx, func(context.Context) (sighting, error) {
						tries++
						return sighting{}, c.answers[min(tries, len(c.answers))-1]
					})
				}}
				err := s.visit(t.Context()).err
				var got, want *problem
				same := errors.Is(err, c.want) || errors.As(err, &got) && errors.As(c.want, &want) && *got == *want
				if !same || tries != c.tries {
					t.Errorf("%v after %d tries, want %v after %d", err, tries, c.want, c.tries)
				}
			})
		})
	}
}

func TestAwait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSeen()
		s.put(tasklist.Fact{Type: added, Subject: "other"}, "frame 1")
		go func() {
			time.Sleep(time.Second)
			s.put(tasklist.Fact{Type: added, Subject: "mine"}, "frame 2")
			time.Sleep(time.Second)
			s.end(errNotTried)
		}()
		began := time.Now()
		got, err := s.await(t.Context(), added, "mine")
		if err != nil || got.where != "frame 2" || got.at.Sub(began) != time.Second {
			t.Errorf("%+v, %v", got, err)
		}
		short, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if _, err := s.await(short, cameDue, "mine"); err == nil || errors.Is(err, errNotTried) {
			t.Errorf("in time: %v", err)
		}
		if _, err := s.await(t.Context(), cameDue, "mine"); !errors.Is(err, errNotTried) {
			t.Errorf("at the end of the line: %v", err)
		}
		if _, err := s.await(t.Context(), added, "other"); err != nil {
			t.Errorf("what had come before the end: %v", err)
		}
	})
}
