package ask

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/merkle"
)

type prover interface {
	Proof(ctx context.Context, list string, version, size int64) (*merkle.Row, *ledger.Sealed, error)
	Consistency(ctx context.Context, from, to int64) (tlog.TreeProof, error)
	Checkpoint(ctx context.Context, size int64) (*ledger.Sealed, error)
	Verifiers(context.Context) ([]string, error)
}

// proof answers GET /history/proof?version=&size= with
//
//	{"checkpoint":"…","row":{"index":16,…,"leaf":"…","proof":["…"],"salt":"…","fact":{…}}}
//
// row is a line of an export, so that a file of the two, each on its line, is
// what verify reads. size asks for an older checkpoint than the last.
func proof(l prover) answer {
	return func(ctx context.Context, a asked) (any, error) {
		version, err := a.number("version", "the version of a fact")
		if err != nil {
			return nil, err
		}
		if version == 0 {
			return nil, bad("version", "version says which fact is to be proved.")
		}
		size, err := a.number("size", "the size of a checkpoint")
		if err != nil {
			return nil, err
		}
		row, sealed, err := l.Proof(ctx, a.user, version, size)
		if err != nil {
			return nil, err
		}
		return struct {
			Checkpoint string          `json:"checkpoint"`
			Row        json.RawMessage `json:"row"`
		}{sealed.Note, bytes.TrimSpace(merkle.AppendRow(nil, row))}, nil
	}
}

// consistency answers GET /history/consistency?from=&to= with
//
//	{"from":100,"to":250,"proof":["…"]}
//
// hashes as RFC 6962, section 2.1.2, has them, in base64.
func consistency(l prover) answer {
	return func(ctx context.Context, a asked) (any, error) {
		from, err := a.number("from", "the size of a checkpoint")
		if err != nil {
			return nil, err
		}
		to, err := a.number("to", "the size of a later checkpoint")
		if err != nil {
			return nil, err
		}
		if from == 0 || to < from {
			return nil, bad("from", "from and to are sizes of checkpoints, and to is not the smaller one.")
		}
		proof, err := l.Consistency(ctx, from, to)
		if err != nil {
			return nil, err
		}
		return struct {
			From  int64       `json:"from"`
			To    int64       `json:"to"`
			Proof []tlog.Hash `json:"proof"`
		}{from, to, append([]tlog.Hash{}, proof...)}, nil
	}
}

// checkpoint answers GET /history/checkpoint?size= with
//
//	{"checkpoint":"errand/audit\n250\n…","size":250,"at":"…","keys":["errand/audit+…"]}
//
// the last one, or that of a size; keys are the verifier keys of the log.
func checkpoint(l prover) answer {
	return func(ctx context.Context, a asked) (any, error) {
		size, err := a.number("size", "the size of a checkpoint")
		if err != nil {
			return nil, err
		}
		sealed, err := l.Checkpoint(ctx, size)
		switch {
		case err != nil:
			return nil, err
		case sealed == nil && size > 0:
			return nil, ledger.ErrUnknown
		case sealed == nil:
			return nil, ledger.ErrNotSealed
		}
		keys, err := l.Verifiers(ctx)
		if err != nil {
			return nil, err
		}
		return struct {
			Checkpoint string    `json:"checkpoint"`
			Size       int64     `json:"size"`
			At         time.Time `json:"at"`
			Keys       []string  `json:"keys"`
		}{sealed.Note, sealed.Size, sealed.At.UTC(), keys}, nil
	}
}
