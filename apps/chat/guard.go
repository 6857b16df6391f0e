package main

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// policy lets the page load what this server serves, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// secured sets the headers that every answer has.
func secured(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if strings.HasPrefix(c.Request.URL.Path, "/v1/") {
		h.Set("Cache-Control", "no-store")
	}
}

// guarded turns away pages of other sites, which can reach a server on
// loopback through the browser of whoever looks at them: by a name of theirs
// that they let resolve to 127.0.0.1 (the Host is not ours then), or by a
// request from their origin (the Origin is not the Host then).
func (a *app) guarded(hosts []string) gin.HandlerFunc {
	return func(c *gin.Context) {
		r := c.Request
		if !ourHost(r.Host, hosts) {
			a.fail(c, &problem{Status: http.StatusForbidden, Code: codeForeignHost, Field: "Host",
				Detail: "This server does not answer to that name; ERRAND_ALLOWED_HOSTS lists the names that it does."})
			return
		}
		if origins := r.Header.Values("Origin"); len(origins) > 1 || len(origins) == 1 && !sameOrigin(origins[0], r.Host) {
			a.fail(c, &problem{Status: http.StatusForbidden, Code: codeForeignOrigin, Field: "Origin",
				Detail: "Pages of other sites may not ask here."})
		}
	}
}

// ourHost reports whether a Host header names loopback or an allowed host,
// on any port.
func ourHost(hostport string, allowed []string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsLoopback() {
		return true
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	return slices.ContainsFunc(allowed, func(a string) bool { return strings.EqualFold(strings.TrimSpace(a), host) })
}

// sameOrigin compares host and port. The scheme may differ from ours where a
// proxy ends TLS before us.
func sameOrigin(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && strings.EqualFold(u.Host, host)
}
