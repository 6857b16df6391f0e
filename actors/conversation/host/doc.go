// Package host makes a conversation true: it is the Dapr actor around the
// pure core.
//
// A turn loads the conversation if it is not in memory, makes its next state,
// saves what changed in one transaction, and only then replies. After a save
// whose outcome is unknown the memory is dropped and read again. A call that
// is sent again finds what the first one left, and changes nothing.
//
// # What is saved where (layout.go)
//
//	head      revision, what the next message may refer to, messages that are
//	          settled and not answered, which pages there are
//	page-<n>  sixteen turns; the last fifty pages are kept
//
// A turn writes the head and one page, however long the conversation is. The
// head is fenced, as actors/hosting says.
//
// What the next message may refer to ends by a timer. Timers live in the
// memory of the sidecar: one that is lost does no harm, because the end is
// saved too, and looked at by every turn.
package host
