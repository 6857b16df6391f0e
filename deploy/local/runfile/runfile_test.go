package runfile

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// TestEveryField feeds every field that the CLI knows and compares the whole
// answer with testdata/every.golden: per app the folder, the sidecar's flags,
// the app's environment and command, and where the logs go.
func TestEveryField(t *testing.T) {
	t.Setenv("HOME", t.TempDir()) // where dapr init was never run
	file, err := Load(filepath.Join("testdata", "every"))
	if err != nil {
		t.Fatal(err)
	}
	here, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "version %d name %s\n", file.Version, file.Name)
	next := 40000
	for _, a := range file.Apps {
		err := a.Complete(func(_ string, given int) (int, error) {
			if given > 0 {
				return given, nil
			}
			next++
			return next, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "\n%s in %s\nlogs: app %q, daprd %q\nruntime: %q\ncontainer: %+v\ndaprd:\n", a.AppID, a.AppDirPath, a.AppLog, a.DaprdLog, a.RuntimePath, a.Container)
		for _, arg := range a.DaprdArgs() {
			fmt.Fprintf(&b, "  %s\n", arg)
		}
		fmt.Fprintf(&b, "env:\n")
		for _, kv := range a.Env() {
			fmt.Fprintf(&b, "  %s\n", kv)
		}
		fmt.Fprintf(&b, "command: %q\n", a.Argv())
	}
	got := strings.ReplaceAll(b.String(), here, "TESTDATA")
	golden := filepath.Join("testdata", "every.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("run with -update if this is meant (-want +got):\n%s", diff)
	}
}

// TestDefaults: what the CLI fills in when a file says next to nothing.
func TestDefaults(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("DAPR_RUNTIME_PATH", "")
	path := write(t, "version: 1\napps: [{appDirPath: .}]\n")
	load := func() App {
		t.Helper()
		file, err := Load(path)
		if err != nil {
			t.Fatal(err)
		}
		a := file.Apps[0]
		if err := a.Complete(func(string, int) (int, error) { return 1234, nil }); err != nil {
			t.Fatal(err)
		}
		return a
	}
	want := []string{
		"--app-protocol", "http", "--app-max-concurrency", "-1",
		"--placement-host-address", "localhost:50005", "--max-body-size", "4Mi", "--read-buffer-size", "4Ki",
		"--scheduler-host-address", "localhost:50006", "--app-id", filepath.Base(filepath.Dir(path)), "--app-port", "0",
		"--dapr-http-port", "1234", "--dapr-grpc-port", "1234", "--profile-port", "-1", "--metrics-port", "1234",
		"--dapr-internal-grpc-port", "1234",
	}
	if diff := cmp.Diff(want, load().DaprdArgs()); diff != "" {
		t.Error(diff)
	}
	if got := load().Argv(); got != nil {
		t.Errorf("command %q, want none", got)
	}

	// Once dapr init was run, its components and configuration are the last choice.
	if err := os.MkdirAll(filepath.Join(home, ".dapr", "components"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, ".dapr", "config.yaml"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	a := load()
	if diff := cmp.Diff([]string{filepath.Join(home, ".dapr", "components")}, a.ResourcesPaths); diff != "" {
		t.Error(diff)
	}
	if want := filepath.Join(home, ".dapr", "config.yaml"); a.ConfigFile != want {
		t.Errorf("config %s, want %s", a.ConfigFile, want)
	}
}

// TestRefused: what is wrong is said with its place.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"unknown field":        {"version: 1\napps:\n  - appDirPath: .\n    appport: 80\n", `line 4: unknown field "appport"`},
		"unknown common field": {"version: 1\ncommon:\n  appPort: 80\napps: [{appDirPath: .}]\n", `line 3: unknown field "appPort"`},
		"wrong type":           {"version: 1\napps:\n  - appDirPath: .\n    appPort: many\n", "line 4: cannot unmarshal"},
		"not yaml":             {"version: [", "line 1"},
		"empty":                {"", "the file is empty"},
		"no version":           {"apps: [{appDirPath: .}]\n", "version is missing"},
		"no apps":              {"version: 1\n", "no apps"},
		"no folder":            {"version: 1\napps: [{appID: a}]\n", "appDirPath is missing"},
		"missing folder":       {"version: 1\napps: [{appID: a, appDirPath: nowhere}]\n", "nowhere"},
		"missing config":       {"version: 1\napps: [{appDirPath: ., configFilePath: none.yaml}]\n", "none.yaml"},
		"log destination":      {"version: 1\napps: [{appDirPath: ., appLogDestination: printer}]\n", `"printer"`},
		"pull policy":          {"version: 1\napps: [{appDirPath: ., containerImagePullPolicy: Perhaps}]\n", `"Perhaps"`},
		"same id twice":        {"version: 1\napps: [{appID: a, appDirPath: .}, {appID: a, appDirPath: .}]\n", `two apps have the id "a"`},
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, c.text)
			_, err := Load(path)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("got %v, want it to name %s and %s", err, path, c.want)
			}
		})
	}
	if _, err := Load("no/such/file.yaml"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
}

func TestQuantity(t *testing.T) {
	for given, want := range map[string]string{
		"": "4Mi", "8Mi": "8Mi", "0.5Gi": "0.5Gi", "1e3": "1e3", "1000": "1000", "+2M": "+2M",
		"-1": "-1", "-3Mi": "-1", "-0": "-0", "much": "", "4MiB": "", "4 Mi": "", ".": "",
	} {
		got, err := quantity(given, "4Mi")
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: got %q, %v, want %q", given, got, err, want)
		}
	}
}

// TestPortRefused: a port that cannot be had is named with app and field.
func TestPortRefused(t *testing.T) {
	a := App{AppID: "chat", AppPort: 80}
	err := a.Complete(func(string, int) (int, error) { return 0, errors.New("in use") })
	if err == nil || err.Error() != `app "chat": appPort: in use` {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("version: 1\napps: [{appDirPath: .}]\n"))
	f.Add([]byte("version: [\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if r, err := parse(text); err == nil {
			_ = check(r) // must not panic, whatever it says
		}
	})
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dapr.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
