// Package swarm is many clients of sync, each of which follows the protocol
// and checks, frame by frame, that no version is skipped or repeated.
//
//	journal  what was acknowledged, list by list, and when
//	Check    what one client knows, and what it may be told next
//	client   one connection: ticket, hello, facts, resync; and again
//	Writer   makes the facts: over the API, or straight into Kafka
//	Swarm    all of it, and what came of it
//
// A client is cheap, since it shares the machine with what it measures: one
// goroutine, and of a frame it reads the first bytes and the fact's id.
package swarm
