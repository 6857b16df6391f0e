package tasklist

import (
	"strconv"
	"strings"
	"time"
)

// Places in the manual order are texts of 0-9a-z, compared byte by byte, so
// that there is always one between two others (fractional indexing). A new
// task's is the time of its creation: new ones come last.
const orderDigits = "0123456789abcdefghijklmnopqrstuvwxyz"

// orderAt is the place of a task that is created now: nine digits of base 36
// hold milliseconds for three thousand years.
func orderAt(now time.Time) string {
	const width = 9
	s := strconv.FormatInt(max(now.UnixMilli(), 0), 36)
	return strings.Repeat("0", max(width-len(s), 0)) + s + "i"
}

// orderBetween is a place after lo and before hi; an empty hi is the end, an
// empty lo the beginning. lo must be before hi.
func orderBetween(lo, hi string) string {
	var out strings.Builder
	for i := 0; ; i++ {
		l, h := 0, len(orderDigits)
		if i < len(lo) {
			l = strings.IndexByte(orderDigits, lo[i])
		}
		if hi != "" && i < len(hi) {
			h = strings.IndexByte(orderDigits, hi[i])
		}
		if h-l > 1 {
			out.WriteByte(orderDigits[(l+h)/2])
			return out.String()
		}
		out.WriteByte(orderDigits[l])
		if h != l {
			hi = "" // from here on anything above lo will do
		}
	}
}
