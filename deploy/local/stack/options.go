package stack

import (
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/errandapp/errand/deploy/local/logs"
	"github.com/errandapp/errand/deploy/local/runfile"
)

// Options say what to start. The zero value starts ./dapr.yaml.
type Options struct {
	// File is the run file, or the folder of a dapr.yaml. Default: the current folder.
	File string
	// Data is where everything is kept between runs. Default: .errand beside the run file.
	Data string
	// Bin holds our own build of daprd, placement and scheduler. Default: bin beside the run file.
	Bin string
	// FreePorts ignores the ports in the run file and takes free ones, so that
	// a test never collides with a system that runs.
	FreePorts bool
	// Env is the environment to build on. Default: our own.
	Env []string
	// Out gets the log stream. Default: standard output.
	Out io.Writer
	// Kafka is the command that runs the embedded broker, to which -dir and
	// -port are added. Default: deploy/local/kafka, built into Bin.
	Kafka []string
	// Timeout is for everything to become ready, downloads excluded. Default: 90 s.
	Timeout time.Duration
	// RestartsPerMinute bounds the restarts of a process that dies. Default: 5.
	RestartsPerMinute int
}

// complete fills in the defaults and makes paths absolute.
func (o *Options) complete() error {
	if o.File == "" {
		o.File = "."
	}
	info, err := os.Stat(o.File)
	if err != nil {
		return err
	}
	beside := o.File
	if !info.IsDir() {
		beside = filepath.Dir(o.File)
	}
	if o.Data == "" {
		o.Data = filepath.Join(beside, ".errand")
	}
	if o.Bin == "" {
		o.Bin = filepath.Join(beside, "bin")
	}
	for _, p := range []*string{&o.File, &o.Data, &o.Bin} {
		if *p, err = filepath.Abs(*p); err != nil {
			return err
		}
	}
	if o.Env == nil {
		o.Env = os.Environ()
	}
	if o.Out == nil {
		o.Out = os.Stdout
	}
	if o.Timeout == 0 {
		o.Timeout = 90 * time.Second
	}
	return os.MkdirAll(o.Data, 0o755)
}

// showApp and showSidecar say which lines the console gets. The CLI's default
// for a sidecar is "file": then we still show what is wrong.
func showApp(d runfile.Destination) func(string) bool {
	if d == runfile.ToFile {
		return logs.Nothing
	}
	return nil
}

func showSidecar(d runfile.Destination) func(string) bool {
	switch d {
	case "":
		return logs.Warnings
	case runfile.ToFile:
		return logs.Nothing
	}
	return nil
}
