package understand

// Intent is what a message asks for. The zero value is not a reading.
type Intent string

// The intents, one per thing a person can ask.
const (
	Add        Intent = "add"
	AddMany    Intent = "add_many"
	List       Intent = "list"
	Count      Intent = "count"
	Show       Intent = "show"
	Complete   Intent = "complete"
	Reopen     Intent = "reopen"
	Delete     Intent = "delete"
	Rename     Intent = "rename"
	Reschedule Intent = "reschedule"
	Prioritize Intent = "prioritize"
	Tag        Intent = "tag"
	Untag      Intent = "untag"
	Move       Intent = "move"
	Remind     Intent = "remind"
	Note       Intent = "note"
	Repeat     Intent = "repeat"
	Undo       Intent = "undo"
	Redo       Intent = "redo"
	Help       Intent = "help"
	Greet      Intent = "greet"
	Thanks     Intent = "thanks"
	Bye        Intent = "bye"
	Confirm    Intent = "confirm"
	Cancel     Intent = "cancel"
	Chat       Intent = "chat"
	Unknown    Intent = "unknown"
)

// Reading is what one message says: an intent, its slots, and the pieces of text each slot came from.
type Reading struct {
	Intent Intent `json:"intent"`
	Slots  Slots  `json:"slots"`

	// Spans are in text order and do not overlap; what no span covers is only grammar.
	Spans []Span `json:"spans,omitempty"`

	// Doubt says in one sentence which of two near readings was taken; empty when the text is plain.
	Doubt string `json:"doubt,omitempty"`

	// Alternative is the other near reading, nil when there is none. It has no alternative of its own.
	Alternative *Reading `json:"alternative,omitempty"`

	Extras
}

// Span says that bytes [Start, End) of the message became Slot (a JSON name of Slots).
type Span struct {
	Slot  string `json:"slot"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Context is what the caller knows about the conversation; the zero value is a first message.
type Context struct {
	// Shown is how many tasks the person saw last, so that a bare "2" can mean one of them.
	Shown int

	// Confirming is true while a question waits for yes or no.
	Confirming bool

	// Literal lists byte ranges of the text which the person said are title, not date or label.
	Literal []Span
}
