package channel

import (
	"fmt"
	"html"
	"strings"
	"time"
	"unicode"

	"github.com/errandapp/errand/apps/notify/tell"
)

// maxSubject is how many characters of a title stand in a subject.
const maxSubject = 120

// subject is one line.
func subject(n tell.Notice) string {
	line := oneLine(n.Title)
	if n.Kind == tell.Due {
		return strings.TrimSpace("Due: " + line)
	}
	return line
}

// oneLine is text on one line, cut to maxSubject.
func oneLine(s string) string {
	line := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "�"))), " ")
	if runes := []rune(line); len(runes) > maxSubject {
		line = string(runes[:maxSubject-1]) + "…"
	}
	return line
}

// summary is a few lines, for what is read at a glance.
func summary(n tell.Notice) string {
	switch n.Kind {
	case tell.Test:
		return n.Notes
	case tell.Digest:
		var lines []string
		for _, item := range n.Items {
			lines = append(lines, "• "+oneLine(item.Title)+", due "+when(item))
		}
		return strings.Join(lines, "\n")
	}
	return "Due " + when(n)
}

// when says the due moment as its owner did, on the owner's own clock.
func when(n tell.Notice) string {
	if n.Due == nil {
		return n.DueAt.UTC().Format("Monday, 2 January 2006, 15:04 UTC")
	}
	day, err := time.Parse("2006-01-02", n.Due.Date)
	if err != nil {
		return n.DueAt.UTC().Format("Monday, 2 January 2006, 15:04 UTC")
	}
	said := day.Format("Monday, 2 January 2006")
	if n.Due.AllDay() {
		return said
	}
	return said + ", " + n.Due.Time + " (" + n.Due.TimeZone + ")"
}

// plainBody is the text of an e-mail. off is where it can be turned off.
func plainBody(n tell.Notice, page, off string) string {
	var b strings.Builder
	switch n.Kind {
	case tell.Digest:
		fmt.Fprintf(&b, "%s:\n\n%s\n", oneLine(n.Title), summary(n))
	case tell.Test:
		fmt.Fprintf(&b, "%s\n", n.Notes)
	default:
		fmt.Fprintf(&b, "%s\n\nDue %s\n", strings.ToValidUTF8(n.Title, "�"), when(n))
		if n.Notes != "" {
			fmt.Fprintf(&b, "\n%s\n", strings.ToValidUTF8(n.Notes, "�"))
		}
	}
	fmt.Fprintf(&b, "\n-- \nYour list: %s\nNo more e-mail like this: %s\n", page, off)
	return b.String()
}

// htmlBody is the same for those who see HTML. It begins with a tag: the
// binding of Dapr's own builds would unquote what looks quoted.
func htmlBody(n tell.Notice, page, off string) string {
	var b strings.Builder
	esc := func(s string) string { return html.EscapeString(strings.ToValidUTF8(s, "�")) }
	switch n.Kind {
	case tell.Digest:
		fmt.Fprintf(&b, "<p><strong>%s</strong></p>\n<ul>\n", esc(oneLine(n.Title)))
		for _, item := range n.Items {
			fmt.Fprintf(&b, "<li>%s<br><small>Due %s</small></li>\n", esc(item.Title), esc(when(item)))
		}
		b.WriteString("</ul>\n")
	case tell.Test:
		fmt.Fprintf(&b, "<p>%s</p>\n", esc(n.Notes))
	default:
		fmt.Fprintf(&b, "<p><strong>%s</strong></p>\n<p>Due %s</p>\n", esc(n.Title), esc(when(n)))
		if n.Notes != "" {
			fmt.Fprintf(&b, "<pre style=\"white-space:pre-wrap;font-family:inherit\">%s</pre>\n", esc(n.Notes))
		}
	}
	fmt.Fprintf(&b, "<hr><p><small><a href=\"%s\">Your list</a> · <a href=\"%s\">No more e-mail like this</a></small></p>\n", esc(page), esc(off))
	return b.String()
}
