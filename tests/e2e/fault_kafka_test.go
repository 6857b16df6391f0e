//go:build e2e

package e2e

import (
	"fmt"
	"testing"
	"time"
)

// TestKafkaIsKilled kills the broker under load, and restarts it as one does
// who is in no hurry. Commands go on without it,
// and one connected screen sees every version once, in order.
func TestKafkaIsKilled(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	l := startLoad(t, 24, 8, overAPI(t))
	l.await(50)
	watched := l.lists[0]
	frames, _ := watch(t, person{t, watched}, 0)

	must(t, system.Kill("kafka"))
	faults, count := l.faulty(), l.count()
	l.await(300)
	if pid := system.PID("kafka"); pid != 0 {
		t.Fatalf("Kafka runs as %d: the acknowledgements prove nothing", pid)
	}
	t.Logf("%d tasks acknowledged without Kafka, %d calls failed", l.count()-count, l.faulty()-faults)
	if n := l.faulty() - faults; n > 0 {
		t.Errorf("%d commands failed because Kafka was away", n)
	}
	must(t, system.Restart(t.Context(), "kafka"))
	l.await(200)
	for range 2 {
		crash(t, "kafka")
		l.await(100)
	}
	must(t, system.Restart(t.Context(), "kafka"))
	l.await(100)

	sizes := l.checkAll(topic)
	within(t, 30*time.Second, "every frame", func() error {
		got := frames.of(watched)
		for i, f := range got {
			if f.Data.Version != uint64(i+1) {
				return fmt.Errorf("frame %d has version %d", i+1, f.Data.Version)
			}
		}
		if uint64(len(got)) != sizes[watched] {
			return fmt.Errorf("%d frames of %d", len(got), sizes[watched])
		}
		return nil
	})
}
