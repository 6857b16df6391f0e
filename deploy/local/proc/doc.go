// Package proc runs and watches child processes: each in a process group of its
// own, restarted with backoff when it dies unasked, and never outliving the
// program that started it, however that program ends.
//
// A Process is Started once, may be Killed, Paused, Resumed and Restarted any
// number of times, and is Stopped once.
package proc
