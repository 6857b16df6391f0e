package merkle

// Types of the log's own notes, which are rows with version 0. A fact cannot
// have them.
const (
	NoteTypes   = "errand.audit." // they begin so
	NoteErased  = NoteTypes + "erased"
	NoteExpired = NoteTypes + "expired"
)

// An Erasure is what a note of type NoteErased says: that rows of a list,
// above it in the log, have lost their content.
type Erasure struct {
	List   string `json:"list"`
	Rows   int64  `json:"rows"`
	Reason string `json:"reason"`
}

// An Expiry is what a note of type NoteExpired says: that the rows of a month
// were dropped.
type Expiry struct {
	Month string `json:"month"` // 2026-11
	Rows  int64  `json:"rows"`
	First int64  `json:"first"` // index of its first row
	Last  int64  `json:"last"`  // and of its last; others may lie between them
}
