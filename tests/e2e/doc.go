// Package e2e runs the system as it is, on the real daprd, placement,
// scheduler, Postgres, Kafka and browser, and looks at it from outside. The
// Kafka is the one that `make run` brings along, or with -broker=apache
// Apache's own. `make e2e` builds what it needs and runs it on both.
//
// One system serves most tests; each test is a person of its own. A test that
// hurts the system (faults_test.go) mends it before it ends.
package e2e
