package ask

import (
	"context"
	"strconv"

	"github.com/errandapp/errand/apps/audit/ledger"
)

type historian interface {
	History(context.Context, ledger.Question) ([]ledger.Entry, error)
}

// history answers GET /history?task=&type=&since=&until=&before=&limit= with
//
//	{"entries":[{"fact":{…},"recordedAt":"…","partition":3,"offset":17,…}],"next":4}
//
// newest first. next is there when there may be more: ask again with it as
// before.
func history(l historian) answer {
	return func(ctx context.Context, a asked) (any, error) {
		q, err := a.question()
		if err != nil {
			return nil, err
		}
		entries, err := l.History(ctx, q)
		if err != nil {
			return nil, err
		}
		page := struct {
			Entries []ledger.Entry `json:"entries"`
			Next    int64          `json:"next,omitempty"`
		}{Entries: entries}
		if n := len(entries); n == q.Limit && entries[n-1].Version > 1 {
			page.Next = entries[n-1].Version
		}
		return page, nil
	}
}

// question reads what is asked.
func (a asked) question() (q ledger.Question, err error) {
	q = ledger.Question{List: a.user, Task: a.query.Get("task"), Limit: 50}
	if q.Task != "" && !anID.MatchString(q.Task) {
		return q, bad("task", "A task's id is 1 to 64 letters, digits, - or _.")
	}
	if q.Before, err = a.number("before", "a version"); err != nil {
		return q, err
	}
	if q.Type, err = a.kind(); err != nil {
		return q, err
	}
	if q.Since, err = a.moment("since"); err != nil {
		return q, err
	}
	if q.Until, err = a.moment("until"); err != nil {
		return q, err
	}
	if s := a.query.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > ledger.MaxHistory {
			return q, bad("limit", "limit is 1 to "+strconv.Itoa(ledger.MaxHistory)+".")
		}
		q.Limit = n
	}
	return q, nil
}
