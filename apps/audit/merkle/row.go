package merkle

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

// A Row is an envelope with its content, as exports have it.
type Row struct {
	Envelope
	Salt    []byte      // nil when erased
	Content []byte      // exactly as it came; nil when erased
	Leaf    tlog.Hash   // as the log has it, which is to be checked
	Proof   []tlog.Hash // that the leaf is in the tree; nil in an export of the whole log
	Dropped bool        // with its month: only Index and Leaf are left
}

// Erased reports whether the content is gone.
func (r *Row) Erased() bool { return r.Salt == nil && !r.Dropped }

// Line is one line of an export in JSON Lines: one of the three.
type Line struct {
	Row        *Row
	Checkpoint string
	Edge       *Edge // of the rows before the first, which were dropped

	opened Checkpoint // what the checkpoint says,
	closed error      // or why it cannot be believed
}

// AppendRow appends the row as one line. The content is in it as it is when
// that can be, else in base64.
func AppendRow(b []byte, r *Row) []byte {
	if r.Dropped {
		b = strconv.AppendInt(append(b, `{"index":`...), r.Index, 10)
		return append(encoded(b, `,"dropped":true,"leaf":`, r.Leaf[:]), "}\n"...)
	}
	b = appendHead(b, r)
	for i, h := range r.Proof {
		before := `,`
		if i == 0 {
			before = `,"proof":[`
		}
		b = encoded(b, before, h[:])
	}
	switch {
	case len(r.Proof) > 0:
		b = append(b, ']')
	case r.Proof != nil: // the only row of its log
		b = append(b, `,"proof":[]`...)
	}
	switch {
	case r.Erased():
		return append(encoded(b, `,"erased":`, r.Digest[:]), "}\n"...)
	case asItIs(r.Content):
		b = encoded(b, `,"salt":`, r.Salt)
		return append(append(append(b, `,"fact":`...), r.Content...), "}\n"...)
	}
	b = encoded(b, `,"salt":`, r.Salt)
	return append(encoded(b, `,"bytes":`, r.Content), "}\n"...)
}

// appendHead appends what the line says of the envelope, and the leaf.
func appendHead(b []byte, r *Row) []byte {
	b = strconv.AppendInt(append(b, `{"index":`...), r.Index, 10)
	b = quoted(b, `,"list":`, r.List)
	b = strconv.AppendInt(append(b, `,"version":`...), r.Version, 10)
	b = quoted(b, `,"type":`, r.Type)
	b = append(Moment(r.Time).AppendFormat(append(b, `,"time":"`...), clock), '"')
	b = append(Moment(r.RecordedAt).AppendFormat(append(b, `,"recordedAt":"`...), clock), '"')
	b = strconv.AppendInt(append(b, `,"partition":`...), int64(r.Partition), 10)
	b = strconv.AppendInt(append(b, `,"offset":`...), r.Offset, 10)
	return encoded(b, `,"leaf":`, r.Leaf[:])
}

// AppendCheckpoint appends a checkpoint as one line.
func AppendCheckpoint(b []byte, signed string) []byte {
	return append(quoted(b, `{"checkpoint":`, signed), "}\n"...)
}

// AppendEdge appends the edge of dropped rows as one line.
func AppendEdge(b []byte, e *Edge) []byte {
	b = strconv.AppendInt(append(b, `{"droppedRows":`...), e.size, 10)
	return append(encoded(b, `,"edge":`, e.Bytes()), "}\n"...)
}

// asItIs reports whether content can stand in a line and be read back to the
// byte.
func asItIs(content []byte) bool {
	return len(content) > 1 && content[0] == '{' && content[len(content)-1] == '}' &&
		bytes.IndexByte(content, '\n') < 0 && bytes.IndexByte(content, '\r') < 0 && json.Valid(content)
}

func quoted(b []byte, before, text string) []byte {
	b = append(b, before...)
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			raw, err := json.Marshal(text)
			if err != nil {
				panic(err) // a string always marshals
			}
			return append(b, raw...)
		}
	}
	return append(append(append(b, '"'), text...), '"')
}

func encoded(b []byte, before string, raw []byte) []byte {
	b = append(append(b, before...), '"')
	return append(base64.StdEncoding.AppendEncode(b, raw), '"')
}
