// Package intake carries facts from Kafka to the ledger, as one member of a
// consumer group.
//
// The group only shares out the partitions. How far each one has been
// recorded is in the ledger, moved in the transaction that records; Kafka's
// own committed offsets are not used. So:
//
//  1. when partitions are assigned, ask the ledger where to go on;
//  2. poll a batch, and hold rebalances back while it is in hand;
//  3. record it, again and again until that is known to have happened;
//  4. let rebalances through, and poll the next one.
//
// A crash at any point leaves the ledger at the end of a batch. A member that
// was thrown out of the group while it held a batch is told so by the ledger,
// which drops what another member has recorded.
package intake
