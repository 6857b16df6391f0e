package understand

// Intents beyond those of testdata/conventions.md. They take only sentences that no other intent has words for; whoever
// knows just the others may treat them as Unknown. The fields named behind each are all that it states.
const (
	// Skip drops one occurrence of a task that repeats, or passes over it: Ref.
	Skip Intent = "skip"
	// Restore takes a deleted task back: Ref. "Restore milk" alone stays Reopen.
	Restore Intent = "restore"
	// Nest makes the task Ref a part of the task Under.
	Nest Intent = "nest"
	// RenameLabel gives the label Labels[0] the name Title everywhere.
	RenameLabel Intent = "rename_label"
	// RenameProject gives the project Project the name Title.
	RenameProject Intent = "rename_project"
)

// Extras is what a message says beyond the slots of the contract; zero fields were not said.
type Extras struct {
	// Mends is true when the message corrects the one before it: with Show, the Ref is the task that was meant.
	Mends bool `json:"mends,omitempty"`

	// Times is how often Undo or Redo is meant, when more than once.
	Times int `json:"times,omitempty"`

	// Under is the task that an added or nested one becomes a part of.
	Under *Ref `json:"under,omitempty"`

	// Nag is how many minutes lie between rings until the task is done, for Add and Remind.
	Nag int `json:"nag,omitempty"`

	// Strict is true when a rule opens every date, whether or not the one before is done.
	Strict bool `json:"strict,omitempty"`
}
