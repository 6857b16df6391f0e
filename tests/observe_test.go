package tests

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"gopkg.in/yaml.v3"

	talks "github.com/errandapp/errand/actors/conversation/host"
	"github.com/errandapp/errand/actors/tasklist/host"
	"github.com/errandapp/errand/apps/audit/intake"
	"github.com/errandapp/errand/apps/audit/seal"
	"github.com/errandapp/errand/apps/notify/tell"
	"github.com/errandapp/errand/apps/sync/hub"
	"github.com/errandapp/errand/apps/sync/tail"
	"github.com/errandapp/errand/internal/telemetry"
)

const observability = "../deploy/observability"

// described registers collectors by asking what they would say, so that
// figures without a value yet are known too.
type described map[string]bool

var metricName = regexp.MustCompile(`fqName: "([^"]+)"`)

func (d described) Register(c prometheus.Collector) error {
	descs := make(chan *prometheus.Desc)
	go func() { defer close(descs); c.Describe(descs) }()
	for desc := range descs {
		d[metricName.FindStringSubmatch(desc.String())[1]] = true
	}
	return nil
}

func (d described) MustRegister(all ...prometheus.Collector) {
	for _, c := range all {
		_ = d.Register(c) // always nil
	}
}

func (d described) Unregister(prometheus.Collector) bool { return false }

// figures are the names that our processes publish.
func figures() described {
	all := described{}
	host.NewMetrics(all)
	talks.NewMetrics(all)
	intake.NewFigures(all)
	seal.NewFigures(all)
	tell.NewFigures(all)
	hub.NewFigures(all)
	tail.NewFigures(all)
	telemetry.NewHTTP("test", all, slog.Default())
	return all
}

var ownName = regexp.MustCompile(`\berrand_[a-z_]+`)

// unknown are the figures of an expression that no process publishes.
func unknown(expr string, known described) (missing []string) {
	for _, name := range ownName.FindAllString(expr, -1) {
		bare := name
		for _, suffix := range []string{"_bucket", "_count", "_sum"} {
			bare = strings.TrimSuffix(bare, suffix)
		}
		if !known[name] && !known[bare] {
			missing = append(missing, name)
		}
	}
	return missing
}

type ruleFile struct {
	Groups []ruleGroup `yaml:"groups"`
}

type ruleGroup struct {
	Name  string `yaml:"name"`
	Rules []rule `yaml:"rules"`
}

type rule struct {
	Record string `yaml:"record,omitempty"`
	Alert  string `yaml:"alert,omitempty"`
	Expr   string `yaml:"expr"`
}

func TestAlertsLookAtFiguresThatExist(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(observability, "alerts.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var rules ruleFile
	if err := yaml.Unmarshal(raw, &rules); err != nil {
		t.Fatal(err)
	}
	known, n := figures(), 0
	for _, g := range rules.Groups {
		for _, r := range g.Rules {
			n++
			if missing := unknown(r.Expr, known); len(missing) > 0 {
				t.Errorf("%s looks at %v, which nobody publishes", r.Alert, missing)
			}
		}
	}
	if n == 0 {
		t.Error("there are no alerts")
	}
}

// TestAlertsRing runs alerts_test.yaml on Prometheus' own engine: each alert
// rings when it should, and not before.
func TestAlertsRing(t *testing.T) {
	promtool(t, "check", "config", filepath.Join(observability, "prometheus.yaml"))
	promtool(t, "test", "rules", filepath.Join(observability, "alerts_test.yaml"))
	tests, err := os.ReadFile(filepath.Join(observability, "alerts_test.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	alerts, err := os.ReadFile(filepath.Join(observability, "alerts.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`alert: (\w+)`).FindAllSubmatch(alerts, -1) {
		if !strings.Contains(string(tests), "  - name: "+string(m[1])+"\n") {
			t.Errorf("%s has no test", m[1])
		}
	}
}

// TestDashboardAsksWhatPrometheusAnswers reads every query of the dashboard.
func TestDashboardAsksWhatPrometheusAnswers(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(observability, "dashboard.json"))
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			ID      int
			Title   string
			Type    string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(raw, &board); err != nil {
		t.Fatal(err)
	}
	known, ids := figures(), map[int]bool{}
	queries := ruleGroup{Name: "dashboard"}
	for _, p := range board.Panels {
		if ids[p.ID] || p.Title == "" || (p.Type != "row" && len(p.Targets) == 0) {
			t.Errorf("panel %d %q: its id is taken, or it is empty", p.ID, p.Title)
		}
		ids[p.ID] = true
		for _, q := range p.Targets {
			if missing := unknown(q.Expr, known); len(missing) > 0 {
				t.Errorf("%q looks at %v, which nobody publishes", p.Title, missing)
			}
			queries.Rules = append(queries.Rules, rule{
				Record: fmt.Sprintf("panel_%d_%d", p.ID, len(queries.Rules)),
				Expr:   strings.ReplaceAll(q.Expr, "$__rate_interval", "1m"),
			})
		}
	}
	if len(queries.Rules) < 20 {
		t.Errorf("%d queries; is this the dashboard?", len(queries.Rules))
	}
	asRules, err := yaml.Marshal(ruleFile{[]ruleGroup{queries}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "dashboard.yaml")
	if err := os.WriteFile(file, asRules, 0o644); err != nil {
		t.Fatal(err)
	}
	promtool(t, "check", "rules", file)
}

// promtool is Prometheus' own checker, which tests/needs puts into bin.
func promtool(t *testing.T, args ...string) {
	t.Helper()
	path, err := exec.LookPath("promtool")
	if err != nil {
		path = "../bin/promtool"
	}
	if out, err := exec.Command(path, args...).CombinedOutput(); err != nil {
		t.Errorf("promtool %s: %v (make needs puts promtool into bin)\n%s", strings.Join(args, " "), err, out)
	}
}
