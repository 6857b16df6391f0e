package seal

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/mod/sumdb/note"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/telemetry"
)

// How often is signed, how long one try may take, and how long to wait after
// one that failed.
const (
	every   = time.Second
	tryTime = 10 * time.Second
	pause   = 2 * time.Second
)

// A Sealer signs checkpoints. Set all fields, then Run it.
type Sealer struct {
	Book    Book
	Secrets Secrets
	Store   string // name of the secret store component, or NoStore
	Name    string // of the log, in a key that is made here
	Log     *slog.Logger
	Figures *Figures
}

// Figures is what the sealer counts.
type Figures struct {
	size   prometheus.Gauge
	sealed prometheus.Counter
	failed prometheus.Counter
	forked prometheus.Gauge
}

// NewFigures registers errand_audit_*.
func NewFigures(reg prometheus.Registerer) *Figures {
	opts := func(name, help string) prometheus.Opts {
		return prometheus.Opts{Namespace: telemetry.Namespace, Subsystem: "audit", Name: name, Help: help}
	}
	f := &Figures{
		size:   prometheus.NewGauge(prometheus.GaugeOpts(opts("sealed_rows", "Rows that the last checkpoint of this replica covers."))),
		sealed: prometheus.NewCounter(prometheus.CounterOpts(opts("checkpoints_total", "Checkpoints signed."))),
		failed: prometheus.NewCounter(prometheus.CounterOpts(opts("seal_failures_total", "Tries to sign that failed."))),
		forked: prometheus.NewGauge(prometheus.GaugeOpts(opts("forked", "1 while the log does not go on from its last checkpoint."))),
	}
	reg.MustRegister(f.size, f.sealed, f.failed, f.forked)
	return f
}

// Run signs until ctx is done. It goes on after every failure.
func (s *Sealer) Run(ctx context.Context) error {
	var key note.Signer
	for {
		wait := every
		tried, cancel := context.WithTimeout(ctx, tryTime)
		err := s.turn(tried, &key)
		cancel()
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			wait = pause
			s.Figures.failed.Inc()
			if errors.Is(err, ledger.ErrForked) {
				s.Log.Error("NOT SEALED: the log is not what was signed before", telemetry.KeyErr, err)
			} else {
				s.Log.Warn("not sealed", telemetry.KeyErr, err)
			}
		}
		s.Figures.forked.Set(map[bool]float64{true: 1}[errors.Is(err, ledger.ErrForked)])
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// turn finds the key, if it is not known yet, and signs.
func (s *Sealer) turn(ctx context.Context, key *note.Signer) error {
	if *key == nil {
		found, from, err := s.findKey(ctx)
		if err != nil {
			return err
		}
		*key = found
		s.Log.Info("signing", "log", found.Name(), "key_from", from)
	}
	sealed, err := s.Book.Seal(ctx, *key)
	if err != nil || sealed == nil {
		return err
	}
	s.Figures.sealed.Inc()
	s.Figures.size.Set(float64(sealed.Size))
	return nil
}
