package host

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// Pages are saved packed: the tasks of a page are much alike, so their JSON
// shrinks to a quarter or less, and a command, which writes one or two
// pages, stays small whatever they hold. What begins like JSON is JSON: so
// pages were kept before, and all other keys are.

var (
	packers   = sync.Pool{New: func() any { return newPacker() }}
	unpackers = sync.Pool{New: func() any { return &unpacker{flate: flate.NewReader(nil)} }}
)

// An unpacker is used again, with its room for what it has unpacked.
type unpacker struct {
	flate io.ReadCloser
	plain bytes.Buffer
}

func newPacker() *flate.Writer {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err) // the level is one that there is
	}
	return w
}

// pack is a value's JSON, deflated (RFC 1951).
func pack(v any) ([]byte, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	w := packers.Get().(*flate.Writer)
	defer packers.Put(w)
	var packed bytes.Buffer
	packed.WriteByte(packedMark)
	w.Reset(&packed)
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

// packedMark is the first byte of what is packed. No JSON begins with it.
const packedMark = 0x01

// maxPage bounds what one value unpacks to: sixteen tasks with all that a
// task may say, written in the longest way, and then some.
const maxPage = 8 << 20

// unpack reads what pack, or json.Marshal, has written.
func unpack(raw []byte, into any) error {
	if len(raw) == 0 || raw[0] != packedMark {
		return json.Unmarshal(raw, into)
	}
	u := unpackers.Get().(*unpacker)
	defer unpackers.Put(u)
	if err := u.flate.(flate.Resetter).Reset(bytes.NewReader(raw[1:]), nil); err != nil {
		return err
	}
	u.plain.Reset()
	n, err := u.plain.ReadFrom(io.LimitReader(u.flate, maxPage+1))
	switch {
	case err != nil:
		return fmt.Errorf("unpack: %w", err)
	case n > maxPage:
		return fmt.Errorf("unpack: more than %d bytes", maxPage)
	}
	return json.Unmarshal(u.plain.Bytes(), into) // which copies what it keeps
}
