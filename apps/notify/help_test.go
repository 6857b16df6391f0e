package main

import (
	"io"
	"mime/multipart"
	"testing"
	"testing/synctest"

	"github.com/prometheus/client_golang/prometheus"
)

func newRegistry() *prometheus.Registry { return prometheus.NewRegistry() }

// readString reads a part; multipart has undone its quoted-printable.
func readString(t *testing.T, part *multipart.Part) string {
	t.Helper()
	raw, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// bringBriefly delivers ann's ring where waiting costs no time.
func (w *world) bringBriefly(t *testing.T) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { w.deliver(done) })
}
