// Package e2e runs the system as it is, on the real daprd, placement,
// scheduler, Postgres, Kafka protocol and browser, and looks at it from
// outside. `make e2e` builds what it needs and runs it.
//
// One system serves most tests; each test is a person of its own. A test that
// hurts the system (faults_test.go) mends it before it ends.
package e2e
