package talk

import (
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// told says what came of one step.
func (p Plan) told(intent understand.Intent, s Step, o outcome) string {
	title := quote(s.Task.Title)
	if s.Task.ID == "" {
		return p.added(title, o)
	}
	if intent == understand.Delete {
		return either(o.changed, "Deleted "+title+with(s)+"."+ends(s), title+" was deleted before.")
	}
	if intent == understand.Skip {
		return either(o.changed, "Skipped "+title+" this time."+p.next(o)+either(o.next == nil, " It does not come again.", ""), title+" was skipped before.")
	}
	if o.task == nil {
		return title + " is not on your list any more."
	}
	if _, ok := s.Verbs[0].(tasklist.RestoreTask); ok {
		intent = understand.Restore // whatever it was called
	}
	t := *o.task
	say := func(changed, already string) string { return either(o.changed, changed, already) }
	switch intent {
	case understand.Complete:
		return say("Done: "+title+with(s)+"."+p.next(o), title+" is done already.")
	case understand.Reopen:
		return say(title+" is open again.", title+" is still open.")
	case understand.Rename:
		return say(title+" is now called "+quote(t.Title)+".", "It is called "+quote(t.Title)+" already.")
	case understand.Reschedule:
		return p.rescheduled(s, t, o.changed)
	case understand.Prioritize:
		if t.Priority == tasklist.NoPriority {
			return title + " has no priority" + say(" any more.", ".")
		}
		return title + " is " + priorities[t.Priority] + say(" now.", " already.")
	case understand.Tag:
		return title + " has " + tags(s.Verbs[0].(tasklist.EditTask).Tag) + say(" now.", " already.")
	case understand.Untag:
		return title + say(" no longer has ", " does not have ") + tags(s.Verbs[0].(tasklist.EditTask).Untag) + "."
	case understand.Move:
		if t.Project == "" {
			return title + say(" is in no project any more.", " is in no project.")
		}
		return title + " is" + say(" now", " already") + " in the project " + quote(t.Project) + "."
	case understand.Note:
		return say("Noted on "+title+".", "That is noted on "+title+" already.")
	case understand.Restore:
		return say(p.whole(title, t, " is back on your list"), title+" is on your list already.")
	case understand.Nest:
		return title + say(" is now", " is already") + " a part of " + quote(p.Under) + "."
	case Correct:
		return p.corrected(t, o.changed)
	case understand.Remind:
		return p.reminding(title, t, o.changed)
	case understand.Repeat:
		return p.repeating(title, t, o.changed)
	}
	return title + ": done."
}

func (p Plan) added(title string, o outcome) string {
	switch {
	case o.task == nil:
		return "I added " + title + " when you first sent this; it has been deleted since."
	case !o.changed:
		return quote(o.task.Title) + " is on your list already: I added it when you first sent this."
	}
	words := "Added " + quote(o.task.Title)
	if about := p.about(*o.task); len(about) > 0 {
		words += " — " + strings.Join(about, ", ")
	}
	return words + either(p.Under != "", ", as a part of "+quote(p.Under), "") + "." + p.passed(*o.task)
}

// next tells of the occurrence that opened.
func (p Plan) next(o outcome) string {
	if o.next == nil || o.next.Waiting() {
		return ""
	}
	return " Next time: " + When(*o.next, p.now) + "."
}

// with says how many tasks went along.
func with(s Step) string {
	if s.below == 0 {
		return ""
	}
	return ", with " + theTasks(s.below) + " below it"
}

func theTasks(n int) string { return either(n == 1, "the task", "the "+many(n, "task")) }

// ends says that a series ended with its task.
func ends(s Step) string {
	if s.Task.Repeat == nil || s.Task.Done() {
		return ""
	}
	return " It does not come again."
}

func tags(labels []string) string {
	var words []string
	for _, l := range labels {
		words = append(words, "#"+strings.ToLower(l))
	}
	return join(words, "and")
}

// passed says that a task will not ring, when that may surprise.
func (p Plan) passed(t tasklist.Task) string {
	const gone = " That has passed, so it will not ring."
	switch {
	case t.Due == nil && len(t.Reminders) > 0 && t.RingAt.IsZero():
		return gone
	case t.Due == nil || !t.RingAt.IsZero() || t.DueAt.After(p.now) || t.Done():
		return ""
	case t.Due.AllDay() && !overdue(t, p.now) && t.Repeat != nil:
		return " What has no time rings in the morning: it will from the next time on."
	case t.Due.AllDay() && !overdue(t, p.now):
		return " What has no time rings in the morning, so this will not ring any more."
	}
	return gone
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}
