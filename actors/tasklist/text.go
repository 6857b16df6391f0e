package tasklist

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var errNoZone = errors.New("no such time zone")

// cleanTitle is the title on one line, without invisible controls.
func cleanTitle(field, title string) (string, error) {
	if !utf8.ValidString(title) {
		return "", refuse(CodeBadText, field, "The title is not valid UTF-8 text.")
	}
	title = strings.Join(strings.Fields(strings.Map(visible, title)), " ")
	switch n := utf8.RuneCountInString(title); {
	case n == 0:
		return "", refuse(CodeEmptyTitle, field, "A task needs a title.")
	case n > MaxTitle:
		return "", refuse(CodeTitleTooLong, field, "A title has at most %d characters; this one has %d.", MaxTitle, n)
	}
	return title, nil
}

func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r):
		return -1
	}
	return r
}

func checkNotes(notes string) error {
	if !utf8.ValidString(notes) || strings.ContainsRune(notes, 0) {
		return refuse(CodeBadText, "notes", "The notes are not valid UTF-8 text.")
	}
	if len(notes) > MaxNotes {
		return refuse(CodeNotesTooLong, "notes", "Notes have at most %d bytes; these have %d.", MaxNotes, len(notes))
	}
	return nil
}

// below is notes with more on the next line.
func below(notes, more string) string {
	if notes == "" || more == "" {
		return notes + more
	}
	return strings.TrimRight(notes, "\n") + "\n" + more
}

// cleanLabels folds labels to lower case and keeps each once, in order.
func cleanLabels(field string, labels []string) ([]string, error) {
	var clean []string
	for _, l := range labels {
		l = strings.ToLower(strings.TrimSpace(l))
		n := utf8.RuneCountInString(l)
		bad := !utf8.ValidString(l) || strings.ContainsFunc(l, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
		if bad || n == 0 || n > MaxLabel {
			return nil, refuse(CodeBadLabel, field, "%q cannot be a label: a label is one word of at most %d characters.", clip(l), MaxLabel)
		}
		if !slices.Contains(clean, l) {
			clean = append(clean, l)
		}
	}
	if len(clean) > MaxLabels {
		return nil, refuse(CodeTooManyLabels, field, "A task has at most %d labels; this one would have %d.", MaxLabels, len(clean))
	}
	return clean, nil
}

func checkID(field, id string) error {
	bad := strings.ContainsFunc(id, func(r rune) bool {
		return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if bad || id == "" || len(id) > MaxID {
		return refuse(CodeBadID, field, "An id is 1 to %d letters, digits, - or _.", MaxID)
	}
	return nil
}

// clip keeps what a message quotes short.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return strings.ToValidUTF8(s, "?")
	}
	return strings.ToValidUTF8(s[:most], "?") + "…"
}
