// Package pgtest lends tests a Postgres of their own.
//
// A package that needs one says so in TestMain, and asks for a database of
// its own in every test:
//
//	func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }
//
//	func TestX(t *testing.T) { url := pgtest.Database(t) … }
//
// The server is the machine's own binaries on a scratch directory: it listens
// on a free loopback port and writes without fsync. Main ends it and removes
// its directory; when the tests are killed it ends by itself. A test that
// takes the server away and brings it back (Stop, Start) starts a Cluster of
// its own.
package pgtest
