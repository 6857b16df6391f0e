package intake

import "github.com/errandapp/errand/apps/audit/ledger"

// suspectLoss notes that a partition may have lost records: the next session
// reads it again.
func (c *Consumer) suspectLoss(partition int32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.suspect == nil {
		c.suspect = map[int32]bool{}
	}
	c.suspect[partition] = true
}

func (c *Consumer) suspected(partition int32) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.suspect[partition]
}

// trust ends the suspicion against partitions that the ledger will read again.
func (c *Consumer) trust(read map[int32]ledger.Log) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for partition := range read {
		delete(c.suspect, partition)
	}
}
