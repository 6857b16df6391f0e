// Package feed decides what a client of sync is told, and in which order.
//
// A Memory keeps the last facts of the lists that were busy lately, and a
// Position is how far one client is. Between them they keep a promise: after
// a frame with version N, be it hello, fact or resync, the next fact that a
// client is told is N+1. Where that cannot be proved, because history is
// unknown or a fact is missing, the client is told to resync instead: it asks
// for the whole list, which is at N or later, since a fact is saved before it
// is told.
//
// Facts may come twice, late, after a gap, or be lost; all of that ends here. The
// package is pure: no clock, no goroutine, no input or output.
package feed
