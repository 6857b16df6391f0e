package talk

import "github.com/errandapp/errand/actors/tasklist"

func find(phrase string, tasks []tasklist.Task) []tasklist.Task {
	var found []tasklist.Task
	for _, t := range tasks {
		if mentions(t, phrase) {
			found = append(found, t)
		}
	}
	return found
}
