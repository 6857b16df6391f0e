// Package seal signs the log: as long as it grows, a checkpoint a second.
//
// The key comes from the Dapr secret store that ERRAND_AUDIT_SECRET_STORE
// names: its secret audit has the key signing-key. Where that is "none", a key
// is made once and kept in the database. Every replica has the key and tries
// to sign; the ledger lets one at a time do so, and refuses to sign a log that
// does not go on from what was signed before. Recording does not wait for any
// of that: without a key, or a sidecar, the log grows, and is sealed later.
package seal
