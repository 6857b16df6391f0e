package logs

import "strings"

// harmless are warnings that Dapr and its etcd give on every laptop.
var harmless = []string{
	`{"level":"warn"`,
	"Marking prefixes as undeliverable", // a sidecar that reconnects
	"mTLS is disabled",
	"spec.metric.http.increasedCardinality",
	"App channel is not initialized",
	"Graceful shutdown timeout is infinite",
}

// Warnings accepts what Dapr's programs log from "warning" up, and lines that
// are not of a logger (a panic).
func Warnings(line string) bool {
	for _, h := range harmless {
		if strings.Contains(line, h) {
			return false
		}
	}
	for _, mark := range []string{` level=`, `{"level":"`} { // Dapr's logger, etcd's
		if _, rest, found := strings.Cut(line, mark); found {
			return !strings.HasPrefix(rest, "info") && !strings.HasPrefix(rest, "debug")
		}
	}
	return true
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
