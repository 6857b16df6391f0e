package tell

import "regexp"

// anAddress is a URL as errors quote it.
var anAddress = regexp.MustCompile(`(https?://)(?:[^/@\s"]*@)?([^/?#\s"]+)[^\s"]*`)

// scrub is an error for the log, without what follows the host in addresses:
// whoever knows the rest of a browser's, or of a webhook's, can send there.
func scrub(err error) string {
	return anAddress.ReplaceAllString(err.Error(), "$1$2/…")
}
