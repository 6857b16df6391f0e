package stack

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/deploy/local/runfile"
)

// TestPlanKeepsTheRunFilesPorts: without FreePorts a port that is given is taken.
func TestPlanKeepsTheRunFilesPorts(t *testing.T) {
	free := reopen(t, t.TempDir())
	web, err := free.pick("web", 0)
	if err != nil {
		t.Fatal(err)
	}
	placement := "10.0.0.1"
	s := &System{ports: reopen(t, t.TempDir()), file: runfile.File{Apps: []runfile.App{
		{AppID: "tasks", Shared: runfile.Shared{UserEnv: map[string]string{adminVariable: "127.0.0.1:9"}}},
		{AppID: "my-web", AppPort: web, HTTPPort: web + 1, Shared: runfile.Shared{PlacementAddress: &placement}},
	}}}
	if err := s.planApps(); err != nil {
		t.Fatal(err)
	}
	tasks, app := s.Apps[0], s.Apps[1]
	if tasks.Admin != "http://127.0.0.1:9" || tasks.URL != "" {
		t.Errorf("tasks: %+v", tasks)
	}
	if app.Port != web || app.DaprHTTPPort != web+1 || app.DaprGRPCPort == 0 || s.URL != app.URL {
		t.Errorf("web: %+v, URL %s", app, s.URL)
	}
	if diff := cmp.Diff([]string{"ERRAND_MY_WEB_URL=" + app.URL}, s.env); diff != "" {
		t.Error(diff)
	}
	if got := s.file.Apps[1].PlacementAddress; got == nil || *got != "10.0.0.1:50005" {
		t.Errorf("placement %v", got)
	}
	if s.file.Apps[0].PlacementAddress != nil || s.file.Apps[0].SchedulerAddress != nil {
		t.Error("an app that names no placement or scheduler gets ours")
	}
}

func TestReservedNames(t *testing.T) {
	s := &System{ports: reopen(t, t.TempDir()), file: runfile.File{Apps: []runfile.App{{AppID: "kafka"}}}}
	if err := s.planApps(); err == nil {
		t.Error("an app may not be called kafka")
	}
}

func TestRecent(t *testing.T) {
	for version, want := range map[string]bool{
		"1.18.0": true, "1.18.2": true, "v1.19.0-rc.1": true, "2.0": true,
		"1.17.9": false, "1.9.0": false, "edge": false, "": false,
	} {
		if got := recent(version); got != want {
			t.Errorf("recent(%q) = %t", version, got)
		}
	}
}
