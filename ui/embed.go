// Package ui holds the page that people use, as `npm run build` made it.
package ui

import (
	"embed"
	"fmt"
	"io/fs"
)

// dist is where Vite writes. The placeholder .gitkeep keeps the folder there
// in a fresh clone, so that Go builds before the page does; Vite copies it
// back from public/ each time it empties the folder.
//
//go:embed all:dist
var dist embed.FS

// Assets is the built page: index.html, and under assets/ files whose names
// hold a hash of their contents, so that they may be cached for ever. It has
// no index.html when the page was not built before the program was.
func Assets() fs.FS {
	assets, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(fmt.Sprintf("ui: %v", err)) // only a bad path constant can do this
	}
	return assets
}
