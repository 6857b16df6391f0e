package understand

import (
	"strings"
	"unicode/utf8"
)

// straight maps typographic quotes and dashes to the ASCII signs the grammar knows.
var straight = strings.NewReplacer("’", "'", "ʼ", "'", "‘", "'", "“", "\"", "”", "\"", "–", "-", "—", "-", "‐", "-", "‑", "-")

// fold lowers the case and straightens apostrophes; it allocates only when something changes.
func fold(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			if s = strings.ToLower(s); strings.IndexByte(s, 0xe2) >= 0 || strings.IndexByte(s, 0xca) >= 0 {
				return straight.Replace(s)
			}
			return s
		}
	}
	return s
}
