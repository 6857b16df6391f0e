// Package stack starts the whole system on one machine: Postgres, Kafka, Dapr's
// placement and scheduler, and every app of a dapr.yaml with its sidecar. It is
// behind `make run`, and the end-to-end tests use it as a library:
//
//	system, err := stack.Start(ctx, stack.Options{File: "../../dapr.yaml", Data: dir, FreePorts: true})
//	defer system.Stop()
//	system.Kill("tasks/daprd")         // SIGKILL; down until Restart
//	system.Restart(ctx, "tasks/daprd") // returns when it is ready again
//
// The processes are called "postgres", "kafka", "placement", "scheduler", and
// for an app A "A" and "A/daprd". Servers that ERRAND_POSTGRES or ERRAND_KAFKA
// name are used as they are and are not among the processes.
//
// The order is: the lock (one system per data folder), ports, the four servers
// in parallel, then all apps and sidecars in parallel. Each step waits until
// what it started answers. Stop goes the other way round.
package stack
