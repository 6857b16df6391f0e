package stack

import (
	"strings"
	"unicode"
)

// getenv reads a variable of the environment that the system builds on.
func (s *System) getenv(key string) string {
	value := ""
	for _, kv := range s.options.Env {
		if k, v, _ := strings.Cut(kv, "="); k == key {
			value = v // the last one counts, as for a process
		}
	}
	return value
}

// export sets a variable for every app and sidecar. What the run file sets for
// an app still wins.
func (s *System) export(key, value string) {
	s.env = append(s.env, key+"="+value)
}

// urlVariable is where the other apps find an app: ERRAND_CHAT_URL for "chat".
func urlVariable(appID string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return '_'
	}, appID)
	return "ERRAND_" + name + "_URL"
}
