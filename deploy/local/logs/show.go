package logs

import "strings"

// Warnings accepts the lines of Dapr's own logger from "warning" up, and lines
// that the logger did not write (a panic).
func Warnings(line string) bool {
	_, rest, found := strings.Cut(line, " level=")
	if !found {
		return !strings.HasPrefix(line, "time=")
	}
	level, _, _ := strings.Cut(rest, " ")
	return level != "info" && level != "debug"
}

// PostgresTrouble accepts what ends a connection or the server. An ERROR is an
// answer to an app, which reports it itself, and may quote private text.
func PostgresTrouble(line string) bool {
	if strings.Contains(line, "FATAL:") {
		return !strings.Contains(line, "the database system is")
	}
	return strings.Contains(line, "PANIC:")
}

// Nothing accepts no line.
func Nothing(string) bool { return false }
