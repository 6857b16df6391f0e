package query

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
)

// A cursor is the place of the last item of a page, so the next page is what
// comes after that place, whatever was added or removed meanwhile, the item
// itself included. It is base64url of
//
//	format (1 byte) · query (8) · for each key: none (1), sec, sub, length, text · id · CRC-32 (4)
//
// where query is a hash of what the cursor belongs to, and numbers are varints.
// It is no secret and no permission: whoever forges one sees another page of
// the same list.
const (
	cursorFormat = 1
	cursorHead   = 1 + 8
	cursorTail   = 4
	maxCursor    = 32 << 10 // characters; two longest texts and an id take half of it
)

// cursorText is base64url that has one form for each value.
var cursorText = base64.RawURLEncoding.Strict()

// binding is the hash of what a cursor belongs to. The zone is part of it, as
// it decides where a day ends in the order.
func (q Query) binding(env Env) [8]byte {
	sum := sha256.Sum256([]byte(q.Filter.String() + "\n" + q.Sort.String() + "\n" + env.zone().String()))
	return [8]byte(sum[:8])
}

func (o *order) cursor(binding [8]byte, p *place) string {
	o.find(p, len(o.keys)-1)
	b := append([]byte{cursorFormat}, binding[:]...)
	for _, r := range p.ranks[:len(o.keys)] {
		b = append(b, flag(r.none))
		b = binary.AppendVarint(b, r.sec)
		b = binary.AppendVarint(b, r.sub)
		b = binary.AppendUvarint(b, uint64(len(r.text)))
		b = append(b, r.text...)
	}
	return seal(append(b, p.id...))
}

// seal is the bytes and their checksum, as text.
func seal(b []byte) string {
	return cursorText.EncodeToString(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b)))
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// readCursor is the place that a cursor stands for.
func (o *order) readCursor(binding [8]byte, text string) (*place, error) {
	if len(text) > maxCursor {
		return nil, ErrCursorDamaged
	}
	b, err := cursorText.DecodeString(text)
	if err != nil || len(b) < cursorHead+cursorTail || cursorText.EncodeToString(b) != text {
		return nil, ErrCursorDamaged
	}
	b, sum := b[:len(b)-cursorTail], b[len(b)-cursorTail:]
	if crc32.ChecksumIEEE(b) != binary.BigEndian.Uint32(sum) || b[0] != cursorFormat {
		return nil, ErrCursorDamaged
	}
	if [8]byte(b[1:cursorHead]) != binding {
		return nil, ErrCursorForeign
	}
	p := &place{known: len(o.keys)}
	b = b[cursorHead:]
	for i := range o.keys {
		var ok bool
		if p.ranks[i], b, ok = readRank(b); !ok {
			return nil, ErrCursorDamaged
		}
	}
	p.id = string(b)
	return p, nil
}

// readRank takes a rank off the front of b.
func readRank(b []byte) (r rank, rest []byte, ok bool) {
	if len(b) == 0 || b[0] > 1 {
		return rank{}, nil, false
	}
	r.none, b = b[0] == 1, b[1:]
	for _, n := range []*int64{&r.sec, &r.sub} {
		v, size := binary.Varint(b)
		if size <= 0 {
			return rank{}, nil, false
		}
		*n, b = v, b[size:]
	}
	length, size := binary.Uvarint(b)
	if size <= 0 || length > uint64(len(b)-size) {
		return rank{}, nil, false
	}
	b = b[size:]
	r.text = b[:length:length]
	return r, b[length:], true
}
