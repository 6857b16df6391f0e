package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() { os.Exit(run()) }

func run() int {
	at := flag.String("url", "http://127.0.0.1:8080", "where the chat app is")
	data := flag.String("data", ".errand", "data folder of `make run`, which knows where its servers are")
	limit := flag.Duration("limit", 15*time.Second, "how long the message may take to each station")
	flag.Parse()
	base, err := url.Parse(*at)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || flag.NArg() > 0 || *limit <= 0 {
		fmt.Fprintln(os.Stderr, "verify: -url must be like http://127.0.0.1:8080, -limit more than 0, and nothing else is wanted")
		return 2
	}
	base.Path = cmp.Or(base.Path, "/")
	inside, err := findInside(*data, base, os.Getenv)
	if err != nil {
		fmt.Fprintln(os.Stderr, "verify:", err)
		return 2
	}
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer release()

	j := newJourney(base, inside, *limit)
	fmt.Printf("Following “%s”, of %s, through %s\n\n", j.title, j.api.user, base)
	report := &report{out: os.Stdout}
	j.open(ctx)
	defer j.close()
	j.travel(ctx, report.add)
	return report.end()
}
