package talk

import "github.com/errandapp/errand/actors/tasklist"

func (p *Plan) complete(_ Asked, t tasklist.Task) []tasklist.Verb {
	if t.Done() {
		p.About = append(p.About, t)
		p.say("%s is done already.", quote(t.Title))
		return nil
	}
	return []tasklist.Verb{tasklist.CompleteTask{ID: t.ID}}
}

func (p *Plan) reopen(_ Asked, t tasklist.Task) []tasklist.Verb {
	if !t.Done() {
		p.About = append(p.About, t)
		p.say("%s is still open.", quote(t.Title))
		return nil
	}
	return []tasklist.Verb{tasklist.ReopenTask{ID: t.ID}}
}

func remove(_ *Plan, _ Asked, t tasklist.Task) []tasklist.Verb {
	return []tasklist.Verb{tasklist.RemoveTask{ID: t.ID}}
}

func rename(_ *Plan, a Asked, t tasklist.Task) []tasklist.Verb {
	return []tasklist.Verb{tasklist.RenameTask{ID: t.ID, Title: a.Reading.Slots.Title}}
}
