package talk

import (
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// skip drops this occurrence of a task that repeats.
func (p *Plan) skip(_ Asked, t tasklist.Task) []tasklist.Verb {
	if t.Repeat == nil {
		p.About = append(p.About, t)
		p.say("%s does not repeat, so there is nothing to skip. You can move it or delete it.", quote(t.Title))
		return nil
	}
	return []tasklist.Verb{tasklist.SkipTask{ID: t.ID}}
}

// restore takes a task out of the trash.
func restore(_ *Plan, _ Asked, t tasklist.Task) []tasklist.Verb {
	return []tasklist.Verb{tasklist.RestoreTask{ID: t.ID}}
}

// nest makes a task a part of another one.
func (p *Plan) nest(a Asked, t tasklist.Task) []tasklist.Verb {
	parent, ok := p.under(a)
	switch {
	case !ok:
		return nil
	case a.Reading.Under == nil:
		p.say("Which task should %s be a part of?", quote(t.Title))
		return nil
	case parent.ID == t.ID:
		p.say("%s cannot be a part of itself.", quote(t.Title))
		return nil
	}
	p.Under = parent.Title
	return []tasklist.Verb{tasklist.MoveTask{ID: t.ID, Parent: &parent.ID}}
}

// relabel gives a label or a project another name wherever it stands.
func (p *Plan) relabel(a Asked) {
	s := a.Reading.Slots
	switch {
	case a.Reading.Intent == understand.RenameProject && s.Project != "" && s.Title != "":
		p.Steps = []Step{{Verbs: []tasklist.Verb{tasklist.RenameProject{From: s.Project, To: s.Title}}}}
	case a.Reading.Intent == understand.RenameLabel && len(s.Labels) == 1 && s.Title != "":
		p.Steps = []Step{{Verbs: []tasklist.Verb{tasklist.RenameLabel{From: s.Labels[0], To: s.Title}}}}
	default:
		p.say("Which name should it have? Say for example “rename #home to #house”.")
	}
}
