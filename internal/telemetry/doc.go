// Package telemetry is how every process of Errand speaks about itself: one
// log line a turn with the same keys everywhere, W3C traces that start at the
// request and are carried on, and Prometheus figures.
//
//	log, stop, err := telemetry.Start(ctx, "chat", cfg)
//	defer stop(context.Background())
//	reg := telemetry.NewRegistry()
//	handler = telemetry.NewHTTP("chat", reg, log).Wrap(handler)
//
// Titles, notes and other private words never go into logs, spans or labels.
package telemetry
