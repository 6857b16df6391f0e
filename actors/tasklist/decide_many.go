package tasklist

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/errandapp/errand/actors/tasklist/query"
)

// batch follows all verbs, each seeing what those before it did, or none.
func (d *draft) batch(v Batch) error {
	if len(v.Verbs) == 0 || len(v.Verbs) > MaxBatch {
		return refuse(CodeBadVerb, "verbs", "A batch has 1 to %d verbs; this one has %d.", MaxBatch, len(v.Verbs))
	}
	for i, verb := range v.Verbs {
		switch verb.(type) {
		case Batch, Bulk, Undo, Redo, RingDue:
			return refuse(CodeBadVerb, fmt.Sprintf("verbs[%d]", i), "%s cannot be a part of a batch.", MethodOf(verb))
		}
		err := d.follow(verb)
		var r *Refusal
		if errors.As(err, &r) {
			return &Refusal{Code: r.Code, Field: strings.TrimSuffix(fmt.Sprintf("verbs[%d].%s", i, r.Field), "."), Message: r.Message}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bulk does one thing to every open task that a filter finds. What is found
// beyond MaxBulk, or does not fit into MaxEvents or enoughTold, is left for the
// next time.
func (d *draft) bulk(v Bulk) error {
	d.bounded = true
	filter, err := query.Parse(v.Filter)
	if err != nil {
		return refuse(CodeBadFilter, "filter", "%v", err)
	}
	zone, err := d.s.Settings.Zone(v.TimeZone)
	if err != nil {
		return err
	}
	if v.Do == nil {
		return refuse(CodeBadVerb, "do", "Say what is to be done.")
	}
	match := filter.At(query.Env{Now: d.now, Zone: zone})
	var found []string
	for t := range d.s.Live.All() {
		if item := t.Item(); !t.Done() && match(&item) {
			found = append(found, t.ID)
		}
	}
	changed := 0
	for _, id := range found {
		verb, ok := about(v.Do, id)
		if !ok {
			return refuse(CodeBadVerb, "do", "%s cannot be done in bulk.", MethodOf(v.Do))
		}
		if t, ok := d.s.Task(id); !ok || t.Done() {
			continue // it went with one before it
		}
		before := *d
		err := d.follow(verb)
		var r *Refusal
		tooMuch := errors.As(err, &r) && r.Code == CodeTooMuch && changed > 0
		if err != nil && !tooMuch {
			return err
		}
		happened := len(d.events) > len(before.events) // or it is so already
		if tooMuch || happened && (changed == MaxBulk || changed > 0 && d.told > enoughTold) {
			*d = before
			d.more = true
			return nil
		}
		if happened {
			changed++
		}
	}
	return nil
}

// MaxBulk is how many tasks one Bulk, RenameLabel or RenameProject changes,
// fewer when their notes are long.
// Sent again under another id it goes on with the rest.
const MaxBulk = 200

// renameLabel gives a label another name on every live or waiting task.
func (d *draft) renameLabel(v RenameLabel) error {
	from, err := cleanLabels("from", []string{v.From})
	if err != nil {
		return err
	}
	var to []string
	if v.To != "" {
		if to, err = cleanLabels("to", []string{v.To}); err != nil {
			return err
		}
	}
	if slices.Equal(from, to) {
		return nil
	}
	return d.editAll(func(c *Content) bool {
		at := slices.Index(c.Labels, from[0])
		if at < 0 {
			return false
		}
		labels := slices.Replace(c.Labels, at, at+1, to...)
		c.Labels = nil
		for _, l := range labels {
			if !slices.Contains(c.Labels, l) {
				c.Labels = append(c.Labels, l)
			}
		}
		return true
	})
}

// renameProject gives a project another name on every live or waiting task.
func (d *draft) renameProject(v RenameProject) error {
	from, err := cleanProject("from", v.From)
	if err != nil {
		return err
	}
	to, err := cleanProject("to", v.To)
	if err != nil || from == to {
		return err
	}
	if from == "" {
		return refuse(CodeBadLabel, "from", "Say which project.")
	}
	return d.editAll(func(c *Content) bool {
		was := c.Project
		if was == from {
			c.Project = to
		}
		return was == from
	})
}

// editAll changes the content of every live or waiting task, and of the later
// occurrences of those that were changed alone, as change does.
func (d *draft) editAll(change func(*Content) bool) error {
	d.bounded = true
	changed := 0
	for _, shelf := range []Shelf{d.s.Live, d.s.Waiting} {
		for t := range shelf.All() {
			edited := TaskEdited{Content: t.Content.clone(), RingAt: t.RingAt, Repeat: t.Repeat}
			now := change(&edited.Content)
			if t.Repeat != nil && t.Repeat.Later != nil {
				repeat, later := *t.Repeat, t.Repeat.Later.clone()
				if change(&later) {
					repeat.Later, edited.Repeat, now = &later, &repeat, true
				}
			}
			if !now {
				continue
			}
			if changed == MaxBulk || d.told >= enoughTold {
				d.more = true
				return nil
			}
			changed++
			if err := d.happen(t.ID, edited); err != nil {
				return err
			}
		}
	}
	return nil
}
