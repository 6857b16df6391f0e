// Package ledger keeps the audit in Postgres: a log of every fact, once, as a
// Merkle tree; the records that were no facts with the reason; and how far
// each Kafka partition has been recorded.
//
// # Recording
//
// All of it is written in one transaction (Record), so after a crash at any
// point the offsets say exactly what the rows say, and the tree too:
//
//  1. lock the offset rows of the batch's partitions, and drop what is below
//     them: a consumer that lost its partition, and comes back late, finds that
//     its records have been recorded (offsets.go);
//  2. take the log's lock, read where it ends, and drop the facts that it has
//     already, by (list, version), whatever offset they have now (append.go);
//  3. give every row its index, hash it, copy the rows into their months, and
//     say how the tree has grown (write.go);
//  4. move the offsets, and commit.
//
// The log's lock is what gives the rows one order. It is held from 2 to the
// commit: so a fact that has an index is there, and there are no gaps.
//
// # Reading
//
// History, AsOf, Proof, Consistency and Export read one state of the database
// each. Seal signs a checkpoint, and refuses to when the log does not go on
// from the last one.
//
// # Rights
//
// Two roles share them (roles.go). The app's can add and read. The owner's
// migrates, drops old months (Expire) and erases content (Erase), and each of
// the two leaves a note in the log. Triggers refuse everything else, to
// everybody.
package ledger
