// Command verify follows one message through a running system, on this machine
// or in a cluster, and says at which station it was seen and how long it took:
//
//	make verify URL=http://127.0.0.1:8080
//
// It needs the address of the chat app and nothing else. It is a fresh person
// with a list of her own, says one sentence, adds a task that comes due in a
// few seconds, and removes both in the end.
//
// What only the inside shows is looked at where it can be: Postgres when
// ERRAND_POSTGRES names it, Kafka when ERRAND_KAFKA does, and both without
// being told when the system is the one that `make run` keeps in .errand.
//
// The exit code is 0 when the message was seen everywhere, 1 when it was not:
// then the first station that missed it is named, with the process to look at.
// 2 means that the command line is wrong.
package main
