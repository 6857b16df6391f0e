package hub

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Origins are the origins, beside the server's own, whose pages may connect:
// scheme://host[:port], as browsers write them.
type Origins []string

// NewOrigins checks that they are origins.
func NewOrigins(origins []string) (Origins, error) {
	var clean Origins
	for _, o := range origins {
		u, err := url.Parse(o)
		if err != nil || u.Scheme == "" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil {
			return nil, fmt.Errorf("%q is no origin: one looks like https://errand.example.com", o)
		}
		clean = append(clean, strings.ToLower(o))
	}
	return clean, nil
}

// Allow reports whether a request may open a WebSocket. A request without an
// origin is no page's. A page's origin is the server's own when its host is
// the one that was asked for, here or at a proxy before us (a page cannot set
// X-Forwarded-Host on a WebSocket).
func (os Origins) Allow(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return true
	}
	origin := strings.ToLower(origins[0])
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || len(origins) > 1 {
		return false
	}
	return strings.EqualFold(u.Host, r.Host) ||
		strings.EqualFold(u.Host, r.Header.Get("X-Forwarded-Host")) ||
		slices.Contains(os, origin)
}
