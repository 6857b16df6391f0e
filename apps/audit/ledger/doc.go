// Package ledger keeps the audit in Postgres: every fact once, the records
// that were no facts with the reason, and how far each Kafka partition has
// been recorded.
//
// All three are written in one transaction (Record), so after a crash at any
// point the offsets say exactly what the rows say. Two things keep a fact
// from being there twice:
//
//   - the offset row of the partition is locked first, and a record below it
//     is dropped: a consumer that lost its partition to another one, and
//     comes back late, finds that its records have been recorded;
//   - the key (list, version), for facts that Kafka itself has twice.
package ledger
