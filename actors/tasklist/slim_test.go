package tasklist

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A disk keeps what a list lets go of between commands.
type disk struct {
	done, trash map[uint32][]Task
	entries     map[uint64]*Entry
}

// save writes what is in memory and answers with a list that has as little in
// memory as one that was just read.
func (d disk) save(s State) State {
	s.Done, s.Trash = keep(d.done, s.Done), keep(d.trash, s.Trash)
	var numbers []uint64
	numbers = append(numbers, s.History.Missing()...)
	for _, x := range s.History.Entries() {
		d.entries[x.Number] = x
		numbers = append(numbers, x.Number)
	}
	s.History = HistoryAt(numbers, s.History.Undone(), s.History.Next())
	return s
}

func keep(pages map[uint32][]Task, a Archive) Archive {
	for _, p := range a.Pages() {
		pages[p.Number] = p.Tasks
	}
	first, last := a.Span()
	var tail *Page
	if first <= last {
		tail = &Page{Number: last, Tasks: pages[last]}
	}
	return ArchiveAt(first, last, a.Len(), a.Since(), tail)
}

// load reads what a command asked for.
func (d disk) load(s State, want Unloaded) State {
	if want.Done {
		s.Done = whole(d.done, s.Done)
	}
	if want.Trash {
		s.Trash = whole(d.trash, s.Trash)
	}
	if want.History {
		var entries []*Entry
		for _, n := range s.History.Missing() {
			entries = append(entries, d.entries[n])
		}
		s.History = s.History.Whole(entries)
	}
	return s
}

func whole(pages map[uint32][]Task, a Archive) Archive {
	first, _ := a.Span()
	var missing []Page
	for i := range a.Missing() {
		n := first + uint32(i)
		missing = append(missing, Page{Number: n, Tasks: pages[n]})
	}
	return a.Whole(missing)
}

// decide asks as the host does: what is missing is read, and asked again.
func (d disk) decide(t *rapid.T, s State, c Command, now time.Time) (State, []Event, error) {
	for range 4 {
		events, err := Decide(s, c, now)
		var want *Unloaded
		if !errors.As(err, &want) {
			return s, events, err
		}
		if *want == (Unloaded{}) || want.Done && s.Done.Missing() == 0 || want.Trash && s.Trash.Missing() == 0 || want.History && len(s.History.Missing()) == 0 {
			t.Fatalf("%+v wants what is there: %v", c, want)
		}
		s = d.load(s, *want)
	}
	t.Fatalf("%+v wants more and more", c)
	return s, nil, nil
}

// TestSlimLaw holds that a list decides the same with all of it in memory as
// with nothing of its archives and its history but what it asks for.
func TestSlimLaw(t *testing.T) {
	reach := reach{}
	defer reach.check(t)
	loads := 0
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	begin := archived(t, start)
	rapid.Check(t, func(t *rapid.T) {
		now, all := start, begin
		d := disk{map[uint32][]Task{}, map[uint32][]Task{}, map[uint64]*Entry{}}
		slim := d.save(all)
		for i := range 60 {
			now = now.Add(later(t))
			c := Command{ID: fmt.Sprintf("c%d", i), Verb: gen{T: t, s: all, now: now, step: i}.verb()}
			want, wantErr := Decide(all, c, now)
			reach.saw(c.Verb, want, wantErr)
			loaded, got, err := d.decide(t, slim, c, now)
			if loaded.Done.Missing() < slim.Done.Missing() {
				loads++
			}
			if diff := cmp.Diff(wantErr, err); diff != "" {
				t.Fatalf("%+v (-whole +slim):\n%s", c, diff)
			}
			if diff := cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
				t.Fatalf("%+v (-whole +slim):\n%s", c, diff)
			}
			all = Fold(all, want)
			slim = d.save(Fold(loaded, got))
			if again := d.load(slim, Unloaded{Done: true, Trash: true, History: true}); i%10 == 9 && dump(all) != dump(again) {
				t.Fatalf("after %+v (-whole +slim):\n%s", c, cmp.Diff(dump(all), dump(again)))
			}
			wantWake, _ := NextWake(all)
			if wake, _ := NextWake(slim); !wake.Equal(wantWake) {
				t.Fatalf("after %+v it wakes %v, slim %v", c, wantWake, wake)
			}
		}
	})
	if loads == 0 {
		t.Error("nothing was ever read")
	}
}

// archived is a list with several pages of tasks that are done or removed.
func archived(t *testing.T, now time.Time) State {
	var s State
	follow := func(id string, v Verb) {
		events, err := Decide(s, Command{ID: id, Verb: v}, now)
		if err != nil {
			t.Fatal(err)
		}
		s = Fold(s, events)
	}
	due := Due{Date: "2026-01-02", TimeZone: "UTC"}
	for i := range 3 * archivePage {
		done, gone := fmt.Sprintf("done%d", i), fmt.Sprintf("gone%d", i)
		add := AddTask{ID: done, Content: Content{Title: done, Labels: []string{"a"}}}
		if i%5 == 0 {
			add.Due, add.Recurrence = &due, &Recurrence{Rule: "FREQ=WEEKLY", Strict: i%10 == 0}
		}
		if i%4 == 3 {
			add.Parent = fmt.Sprintf("done%d", i-1)
		}
		follow("a"+done, add)
		follow("a"+gone, AddTask{ID: gone, Content: Content{Title: gone}})
	}
	for i := range 3 * archivePage {
		if i%4 != 2 {
			follow(fmt.Sprintf("d%d", i), CompleteTask{ID: fmt.Sprintf("done%d", i)})
		}
		follow(fmt.Sprintf("g%d", i), RemoveTask{ID: fmt.Sprintf("gone%d", i)})
	}
	for i := 2; i < 3*archivePage; i += 4 {
		follow(fmt.Sprintf("d%d", i), CompleteTask{ID: fmt.Sprintf("done%d", i)})
	}
	if s.Done.Len() <= 2*archivePage || s.Trash.Len() <= 2*archivePage {
		t.Fatalf("%d done, %d removed: too few", s.Done.Len(), s.Trash.Len())
	}
	return slimDown(s)
}

// slimDown forgets the commands that made the list, for the law to be about
// those that follow.
func slimDown(s State) State {
	s.History = HistoryAt(nil, slices.Clone(s.History.Undone()), s.History.Next())
	return s
}
