package query

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"testing"
	"time"
)

// manyItems is a list of n tasks of usual size, the same every time; accents
// is the share of them, in percent, that are not in ASCII.
func manyItems(n, accents int) []Item {
	r := rand.New(rand.NewPCG(1, 2))
	titles := []string{"Send the tax form to the accountant", "Buy milk, bread and coffee", "Call Ann about the summer house", "Renew passport at the town hall", "Water the plants on the balcony"}
	foreign := []string{"Steuererklärung für das Finanzamt schicken", "Кофе и хлеб купить", "Appeler Zoé à propos de l’été", "Złożyć podatek w urzędzie", "Café über die Straße holen"}
	note := "The papers are in the second drawer; ask Maria for the folder of last year, and mind the date on the letter. "
	labels := []string{"work", "home", "errand", "family", "later"}
	items := make([]Item, n)
	for i := range items {
		it := Item{ID: fmt.Sprintf("0193-%08x", r.Uint32()), Title: titles[r.IntN(5)], Priority: r.IntN(5), Project: labels[r.IntN(5)], Order: fmt.Sprintf("a%x", r.Uint32())}
		if r.IntN(2) == 0 {
			it.Notes = note
		}
		if r.IntN(100) < accents {
			it.Title = foreign[r.IntN(5)]
			it.Notes = "Größe prüfen — für später. " + it.Notes
		}
		it.Title += fmt.Sprintf(" %d", i)
		for range r.IntN(4) {
			it.Labels = append(it.Labels, labels[r.IntN(5)])
		}
		it.CreatedAt = testNow.Add(-time.Duration(r.IntN(1000)) * time.Hour)
		it.UpdatedAt = it.CreatedAt.Add(time.Hour)
		at := testNow.Add(time.Duration(r.IntN(2000)-1000) * time.Hour)
		switch r.IntN(3) {
		case 0:
			it.Due = Due{AllDay: true, Date: at.Format("2006-01-02")}
		case 1:
			it.Due = Due{At: at}
		}
		items[i] = it
	}
	return items
}

func pointers(items []Item) iter.Seq[*Item] {
	return func(yield func(*Item) bool) {
		for i := range items {
			if !yield(&items[i]) {
				return
			}
		}
	}
}

// BenchmarkPage asks 10,000 tasks for a page of 50. The goal is 5 ms.
func BenchmarkPage(b *testing.B) {
	lists := map[string][]Item{"ascii": manyItems(10_000, 0), "mixed": manyItems(10_000, 20), "foreign": manyItems(10_000, 100)}
	for _, c := range []struct{ name, list, filter, sort string }{
		{"issue", "ascii", `overdue & #work & (p1 | p2) & !project:home & due < +7d & text:"tax"`, "due,-priority"},
		{"everything", "ascii", ``, "due,-priority"},
		{"created", "ascii", `open`, "-created"},
		{"title", "ascii", `open`, "title"},
		{"labels", "ascii", `#work | #home | #nothing`, "priority,due"},
		{"search", "ascii", `"tax letter"`, "due"},
		{"search", "mixed", `"tax letter"`, "due"},
		{"search", "foreign", `"größe letter"`, "due"},
		{"title", "foreign", `open`, "title"},
	} {
		b.Run(c.name+"/"+c.list, func(b *testing.B) {
			f, err := Parse(c.filter)
			if err != nil {
				b.Fatal(err)
			}
			s, err := ParseSort(c.sort)
			if err != nil {
				b.Fatal(err)
			}
			items := pointers(lists[c.list])
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (Query{Filter: f, Sort: s}).Page(items, testEnv); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkParse reads the filter of the package's first page.
func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(`overdue & #work & (p1 | p2) & !project:home & due < +7d & text:"tax"`); err != nil {
			b.Fatal(err)
		}
	}
}
