package query_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/errandapp/errand/actors/tasklist/query"
)

func ExampleQuery_Page() {
	now := time.Date(2026, 11, 24, 17, 30, 0, 0, time.UTC)
	tasks := []*query.Item{
		{ID: "1", Title: "File the taxes", Labels: []string{"work"}, Due: query.Due{AllDay: true, Date: "2026-11-20"}},
		{ID: "2", Title: "Buy milk", Due: query.Due{At: now.Add(time.Hour)}},
		{ID: "3", Title: "Frame the painting"},
		{ID: "4", Title: "Tax the car", Due: query.Due{AllDay: true, Date: "2026-11-22"}, CompletedAt: now},
		{ID: "5", Title: "Call Ann", Due: query.Due{AllDay: true, Date: "2026-11-24"}},
	}
	filter, err := query.Parse(`open & (due <= today | "paint")`)
	if err != nil {
		fmt.Println(err)
		return
	}
	sort, err := query.ParseSort("-due")
	if err != nil {
		fmt.Println(err)
		return
	}
	q := query.Query{Filter: filter, Sort: sort, Limit: 2}
	for {
		page, err := q.Page(slices.Values(tasks), query.Env{Now: now, Zone: time.UTC})
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, it := range page.Items {
			fmt.Println(it.Title)
		}
		if page.Next == "" {
			fmt.Println("of", page.Total)
			return
		}
		fmt.Println("…")
		q.Cursor = page.Next
	}
	// Output:
	// Call Ann
	// Buy milk
	// …
	// File the taxes
	// Frame the painting
	// of 4
}

func ExampleParse() {
	_, err := query.Parse(`#work & due < soon`)
	fmt.Println(err)
	// Output: expected a date after `due <`, column 15, found `soon`
}
