// Package merkle is the part of the audit that can be checked without it: what
// a row of the log says, how rows are hashed into a tree, what a signed
// checkpoint looks like, and whether an export is what the log once was. It
// knows no database and no clock.
//
// The log is a Merkle tree as RFC 6962 has it. Its leaves are envelopes: a few
// lines of text, one per row, in the order in which rows were recorded:
//
//	errand-audit/1
//	17                                   index, from 0
//	ann                                  list
//	5                                    version; 0 for a note of the log itself
//	errand.task.renamed                  type
//	2026-11-23T08:02:00.000000Z          when it happened, says the fact
//	2026-11-23T08:02:00.031415Z          when it was recorded
//	3 100                                Kafka partition and offset
//	2c26b46b68ffc68ff99b453c1d304134…    SHA-256 of salt and content, in hex
//
// The content, which is the fact as it came from Kafka, is not in the
// envelope, only its salted hash is. So the content and its salt can be erased
// for good, and the leaf, and with it every proof, stays as it was; without
// the salt nobody can find a short title by trying.
//
// A checkpoint is the size and the root of the tree, signed with Ed25519, in
// the format of C2SP tlog-checkpoint, which is a note (golang.org/x/mod's
// sumdb/note) of three lines: the log's name, the size, the root in base64.
package merkle
