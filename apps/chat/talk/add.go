package talk

import (
	"fmt"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/ids"
	"github.com/errandapp/errand/apps/chat/understand"
)

// add opens tasks. Their ids follow from the message's too.
func (p *Plan) add(a Asked, tasks []understand.Slots) {
	for i, s := range tasks {
		v := tasklist.AddTask{
			ID: ids.Derive(a.Message, fmt.Sprintf("task-%d", i)), Source: "chat",
			Content: tasklist.Content{Title: s.Title, Notes: s.Notes, Priority: tasklist.Priority(s.Priority), Labels: s.Labels},
		}
		if s.DueDate != "" {
			v.Due = &tasklist.Due{Date: s.DueDate, Time: s.DueTime, TimeZone: a.zone()}
		}
		p.Steps = append(p.Steps, Step{ID: CommandID(a.Message, i), Verb: v, Task: tasklist.Task{Content: tasklist.Content{Title: s.Title}}})
		p.leaveOut(s, len(tasks) > 1)
	}
}
