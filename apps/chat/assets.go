package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// An asset is one file of the page, with what HTTP says about it.
type asset struct {
	content []byte
	kind    string // media type
	etag    string
	cache   string
}

// assets are the files of the page by their address, "/" for index.html. No
// "/" means that the page was not built.
type assets map[string]asset

// newAssets reads all files once. Those under assets/ have a hash of their
// contents in their names, so browsers may keep them; the others are asked
// for anew each time, and answered in short when they have not changed.
func newAssets(files fs.FS) (assets, error) {
	found := assets{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		a := asset{content, mime.TypeByExtension(path.Ext(name)), `"` + hex.EncodeToString(sum[:12]) + `"`, "no-cache"}
		if strings.HasPrefix(name, "assets/") {
			a.cache = "public, max-age=31536000, immutable"
		}
		if name == "index.html" {
			found["/"] = a
		}
		found["/"+name] = a
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the page's files: %w", err)
	}
	return found, nil
}

// notBuilt is what a browser gets instead of a page that is not there.
const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Errand</title>
<h1>The page has not been built</h1>
<p>Start Errand with <code>make run</code>, which builds it, or run <code>make ui</code> and build this program again.</p>
<p>The API is here all the same: <a href="/openapi.yaml">openapi.yaml</a>.</p>
`

// pageOr404 serves the page. Addresses within it, which only the page itself
// knows, get index.html; all else that is unknown is a problem.
func (a *app) pageOr404(c *gin.Context, page assets) {
	r, at := c.Request, c.Request.URL.Path
	reading := r.Method == http.MethodGet || r.Method == http.MethodHead
	file, ok := page[at]
	if !ok && reading && wantsPage(r) {
		if file, ok = page["/"]; !ok {
			c.Header("Cache-Control", "no-store")
			c.Data(http.StatusServiceUnavailable, "text/html; charset=utf-8", []byte(notBuilt))
			return
		}
	}
	if !ok || !reading {
		a.fail(c, &problem{Status: http.StatusNotFound, Code: codeNotFound, Detail: "There is nothing at this address."})
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Type", file.kind)
	h.Set("ETag", file.etag)
	h.Set("Cache-Control", file.cache)
	c.Status(http.StatusOK) // gin holds 404 ready for what has no route
	http.ServeContent(c.Writer, r, "", time.Time{}, bytes.NewReader(file.content))
}

// wantsPage reports whether a browser goes to an address of the page, rather
// than asking for a file or the API.
func wantsPage(r *http.Request) bool {
	at := r.URL.Path
	if strings.HasPrefix(at, "/v1/") || at == "/v1" || path.Ext(at) != "" {
		return false
	}
	return at == "/" || strings.Contains(r.Header.Get("Accept"), "text/html")
}
