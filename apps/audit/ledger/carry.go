package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// carryBatch is how many facts of before are carried over in a transaction.
const carryBatch = 2000

// A mark is a place among the facts of before, which have the order in which
// they were recorded.
type mark struct {
	recordedAt time.Time
	partition  int32
	offset     int64
	list       string
	version    int64
}

// carryOver puts the facts that were recorded before there was a log into it,
// and then drops their table. It goes on where another one was killed: what is
// in the log already is known there.
func carryOver(ctx context.Context, conn *pgx.Conn, roles Roles) error {
	var left bool
	if err := conn.QueryRow(ctx, `select to_regclass('audit.facts_before') is not null`).Scan(&left); err != nil || !left {
		return err
	}
	at := mark{recordedAt: time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)}
	for more := true; more; {
		err := pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) (err error) {
			if err := letGo(ctx, tx); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, roles.fill(`set local role {{owner}}`)); err != nil {
				return err
			}
			at, more, err = carry(ctx, tx, at)
			return err
		})
		if err != nil {
			return err
		}
	}
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		var missing int64
		if err := tx.QueryRow(ctx, `select count(*) from audit.facts_before b where not exists (
			select from audit.places p where p.list = b.list and p.version = b.version)`).Scan(&missing); err != nil {
			return err
		}
		if missing > 0 {
			return fmt.Errorf("%d facts were left behind; their table stays", missing)
		}
		_, err := tx.Exec(ctx, `drop table audit.facts_before`)
		return err
	})
}

// carry carries the next facts over, and returns where it got to.
func carry(ctx context.Context, tx pgx.Tx, from mark) (to mark, more bool, err error) {
	rows, err := tx.Query(ctx, `
		select list, version, type, task, command, traceparent, at, recorded_at, partition, "offset", raw
		from audit.facts_before
		where (recorded_at, partition, "offset", list, version) > ($1, $2, $3, $4, $5)
		order by recorded_at, partition, "offset", list, version limit $6`,
		from.recordedAt, from.partition, from.offset, from.list, from.version, carryBatch)
	if err != nil {
		return from, false, err
	}
	items, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (it item, err error) {
		err = row.Scan(&it.list, &it.version, &it.typ, &it.task, &it.command, &it.trace, &it.at, &it.recordedAt, &it.partition, &it.offset, &it.raw)
		return it, err
	})
	if err != nil || len(items) == 0 {
		return from, false, err
	}
	last := items[len(items)-1]
	to = mark{last.recordedAt, last.partition, last.offset, last.list, last.version}
	_, others, err := add(ctx, tx, items)
	if err != nil {
		return from, false, err
	}
	var rejects []Reject
	for _, i := range others {
		it := &items[i]
		rejects = append(rejects, Reject{Record{it.partition, it.offset, it.raw}, errOther.Error()})
	}
	if err := insertRejects(ctx, tx, TopicID{}, rejects); err != nil { // of which topic they were was not noted then
		return from, false, err
	}
	return to, len(items) == carryBatch, nil
}
