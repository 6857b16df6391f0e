package stack_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary also be the app that the tests' run files start.
func TestMain(m *testing.M) {
	switch os.Getenv("TEST_APP") {
	case "":
		os.Exit(m.Run())
	case "broken":
		fmt.Println("reading the configuration")
		fmt.Println("TEST_SETTING: must not be empty")
		os.Exit(3)
	default:
		runApp(os.Getenv("TEST_APP"))
	}
}

// runApp is a small app: it shows its environment, and it is "stubborn" or
// "polite" about SIGTERM. It also leaves a child behind.
func runApp(manners string) {
	child := exec.Command("sleep", "600")
	if err := child.Start(); err != nil {
		panic(err)
	}
	http.HandleFunc("GET /readyz", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("GET /env", func(w http.ResponseWriter, _ *http.Request) {
		env := map[string]string{}
		for _, kv := range os.Environ() {
			k, v, _ := strings.Cut(kv, "=")
			env[k] = v
		}
		if err := json.NewEncoder(w).Encode(env); err != nil {
			panic(err)
		}
	})
	address := "127.0.0.1:" + os.Getenv("APP_PORT")
	if os.Getenv("APP_PORT") == "" {
		address = os.Getenv("ERRAND_ADMIN_ADDR")
	}
	ends := make(chan os.Signal, 1)
	if manners == "stubborn" {
		signal.Ignore(syscall.SIGTERM, syscall.SIGINT)
	} else {
		signal.Notify(ends, syscall.SIGTERM)
	}
	server := &http.Server{Addr: address, ReadHeaderTimeout: time.Second}
	go func() { panic(server.ListenAndServe()) }()
	fmt.Println("serving")
	<-ends
	os.Exit(0)
}
