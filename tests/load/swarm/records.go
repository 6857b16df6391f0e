package swarm

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
)

// Records is the Write that puts facts of lists nobody hosts straight into
// Kafka, to look at sync alone. The list is then what was acknowledged.
func Records(kafka *kgo.Client, s *Swarm) Write {
	return func(ctx context.Context, list, n int, _ bool, acked func(uint64)) error {
		name, version := s.Lists[list], s.Last(list)+1
		id := fmt.Sprintf("task-%d", version)
		task := tasklist.Task{ID: id, Content: tasklist.Content{
			Title: fmt.Sprintf("Buy milk and bread, number %d", n), Notes: "The blue one", Priority: tasklist.High, Labels: []string{"home"},
		}}
		change, err := json.Marshal(map[string]any{"id": id, "title": task.Title})
		if err != nil {
			return err
		}
		raw, err := json.Marshal(tasklist.Fact{
			SpecVersion: "1.0", ID: fmt.Sprintf("%s/%d", name, version), Source: tasklist.Source, Type: "errand.task.added",
			Subject: id, Time: time.Now().UTC(), DataContentType: "application/json", PartitionKey: name,
			Data: tasklist.FactData{List: name, Version: version, Command: id, Task: &task, Change: change},
		})
		if err != nil {
			return err
		}
		r := &kgo.Record{Topic: tasklist.Topic, Key: []byte(name), Value: raw}
		if err := kafka.ProduceSync(ctx, r).FirstErr(); err != nil {
			return err
		}
		acked(version)
		return nil
	}
}
