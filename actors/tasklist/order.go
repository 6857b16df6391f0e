package tasklist

import (
	"strconv"
	"strings"
	"time"
)

// Places in the manual order are texts of 0-9a-z, compared byte by byte, so
// that there is always one between two others (fractional indexing). A new
// task's is the time of its creation and the version it came with: new ones
// come last, in the order in which they were said.
const orderDigits = "0123456789abcdefghijklmnopqrstuvwxyz"

// orderAt is the place of a task that is created now: nine digits of base 36
// hold milliseconds for three thousand years, three more tell apart what was
// created in the same one.
func orderAt(now time.Time, version uint64) string {
	return base36(uint64(max(now.UnixMilli(), 0)), 9) + base36(version%(36*36*36), 3) + "i"
}

func base36(n uint64, width int) string {
	s := strconv.FormatUint(n, 36)
	return strings.Repeat("0", max(width-len(s), 0)) + s
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
