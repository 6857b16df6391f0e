package main

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/apps/chat/api"
)

// find asks for tasks and gives their ids.
func (w *world) find(params url.Values, headers ...string) (ids []string, list api.TaskList) {
	w.t.Helper()
	list = ok[api.TaskList](w, 200, "GET", "/v1/tasks?"+params.Encode(), "", headers...)
	for _, t := range list.Tasks {
		ids = append(ids, t.Id)
	}
	return ids, list
}

func TestFilters(t *testing.T) {
	w := newWorld(t)
	for _, body := range []string{
		`{"id":"tax","title":"Tax form","due":{"date":"2026-11-20"},"priority":1,"labels":["work"]}`,
		`{"id":"milk","title":"Milk","due":{"date":"2026-11-24","time":"23:30","timeZone":"UTC"},"project":"home"}`,
		`{"id":"call","title":"Call Zoë","priority":3,"labels":["work"]}`,
		`{"id":"old","title":"Old"}`,
		`{"id":"gone","title":"Gone"}`,
	} {
		ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", body)
	}
	ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/old/complete", "")
	ok[api.Done](w, 200, "DELETE", "/v1/tasks/gone", "")
	for _, c := range []struct{ params, want string }{
		{"filter=overdue", "tax"},
		{"filter=%23work+%26+(p1|p2)", "tax"},
		{"filter=text:zoe", "call"},
		{"filter=project:home", "milk"},
		{"filter=today", "milk"},
		{"filter=today&timeZone=Europe/Berlin", ""}, // there it is due tomorrow
		{"filter=tomorrow&timeZone=Europe/Berlin", "milk"},
		{"sort=-priority", "call tax milk"},
		{"sort=due", "tax milk call"},
		{"filter=", "call milk tax"},
		{"filter=&status=all", "call milk old tax"},
		{"filter=&status=done", "old"},
		{"status=trash", "gone"},
		{"status=trash&filter=text:gone", "gone"},
		{"filter=%23nothing", ""},
	} {
		params, err := url.ParseQuery(c.params)
		if err != nil {
			t.Fatal(err)
		}
		ids, list := w.find(params)
		if got := strings.Join(ids, " "); got != c.want || list.Total != len(ids) || list.Next != "" || list.Version != 7 {
			t.Errorf("%s: got %q of %d, want %q", c.params, got, list.Total, c.want)
		}
	}
	if ids, _ := w.find(url.Values{"filter": {"open"}}, "errand-user: anna"); len(ids) != 0 {
		t.Errorf("anna finds %v", ids)
	}
}

// A mistake in a filter is told with its column.
func TestFilterMistakesHaveColumns(t *testing.T) {
	w := newWorld(t)
	for filter, want := range map[string]string{
		"#work & due < soon": "expected a date after `due <`, column 15, found `soon`",
		"(open":              "column 6",
	} {
		p := w.refused(422, "bad_filter", "filter", "GET", "/v1/tasks?filter="+url.QueryEscape(filter), "")
		if !strings.Contains(p.Detail, want) {
			t.Errorf("%s: %s, want %s", filter, p.Detail, want)
		}
	}
}

// Pages show every task once, whatever is done meanwhile.
func TestPages(t *testing.T) {
	w := newWorld(t)
	var want []string
	for i := range 7 {
		id := fmt.Sprintf("t%d", i)
		ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", fmt.Sprintf(`{"id":%q,"title":"Task %d"}`, id, i))
		want = append(want, id)
	}
	var got []string
	params := url.Values{"sort": {"title"}, "limit": {"3"}}
	for page := 0; ; page++ {
		ids, list := w.find(params)
		got = append(got, ids...)
		if list.Next == "" {
			break
		}
		if page == 0 {
			ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/t0/complete", "")
			ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"a","title":"A new one"}`)
		}
		params.Set("cursor", list.Next)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	params.Set("sort", "due")
	w.refused(422, "bad_filter", "cursor", "GET", "/v1/tasks?"+params.Encode(), "")
}
