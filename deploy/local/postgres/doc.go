// Package postgres runs a Postgres server for one checkout: it finds the
// binaries, makes the database once, and says how to start the server and when
// it answers. The server listens on 127.0.0.1 only, wants a password, and keeps
// fsync on: what it acknowledged survives a power cut.
//
// Postgres refuses to run as root. Started by root, it runs as the user
// `postgres`, else `nobody`.
package postgres
