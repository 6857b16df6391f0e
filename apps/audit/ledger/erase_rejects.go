package ledger

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// reasonErased stands for the reason of a rejected record that was erased:
// reasons may quote what they are about.
const reasonErased = "erased"

// eraseRejects takes content and reason out of the rejected records that name
// a list, and counts them.
func eraseRejects(ctx context.Context, tx pgx.Tx, list string) (int64, error) {
	rows, err := tx.Query(ctx, `select topic_id, partition, "offset", reason, bytes from audit.rejects where reason <> $1`, reasonErased)
	if err != nil {
		return 0, err
	}
	var (
		topic  TopicID
		at     Record
		reason string

		topics     []TopicID
		partitions []int32
		offsets    []int64
	)
	if _, err := pgx.ForEachRow(rows, []any{&topic, &at.Partition, &at.Offset, &reason, &at.Value}, func() error {
		if names(at.Value, list) || mentions([]byte(reason), list) {
			topics, partitions, offsets = append(topics, topic), append(partitions, at.Partition), append(offsets, at.Offset)
		}
		return nil
	}); err != nil {
		return 0, err
	}
	tag, err := tx.Exec(ctx, `
		update audit.rejects r set bytes = '', reason = $1
		from unnest($2::uuid[], $3::int[], $4::bigint[]) as x (topic_id, partition, "offset")
		where (r.topic_id, r.partition, r."offset") = (x.topic_id, x.partition, x."offset")`, reasonErased, topics, partitions, offsets)
	if err != nil {
		return 0, fmt.Errorf("rejects: %w", err)
	}
	return tag.RowsAffected(), nil
}

// names reports whether a record is about a list: as JSON when one of its
// texts is the list's id, or begins with that and a slash as the ids of facts
// do; otherwise when the id stands anywhere in it.
func names(raw []byte, list string) bool {
	if !json.Valid(raw) {
		return mentions(raw, list)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber() // any number will do
	for {
		token, err := d.Token()
		if err != nil {
			return false // the end: it is valid
		}
		text, ok := token.(string)
		switch {
		case !ok:
		case text == list || strings.HasPrefix(text, list+"/"):
			return true
		case strings.HasPrefix(text, "{") && json.Valid([]byte(text)) && names([]byte(text), list): // JSON as a text
			return true
		}
	}
}

// mentions reports whether an id stands in a text, and not as a part of
// another id.
func mentions(text []byte, id string) bool {
	part := func(c byte) bool {
		return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '-'
	}
	for at := 0; ; at++ {
		next := bytes.Index(text[at:], []byte(id))
		if next < 0 {
			return false
		}
		at += next
		end := at + len(id)
		if (at == 0 || !part(text[at-1])) && (end == len(text) || !part(text[end])) {
			return true
		}
	}
}
