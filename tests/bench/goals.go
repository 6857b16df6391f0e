package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

// goals are what the project wants to reach on two cores.
type goals []goal

type goal struct {
	what, want, got string
	met             bool
}

func (g *goals) atLeast(what string, want, got float64, unit string) {
	*g = append(*g, goal{what, fmt.Sprintf("≥ %.0f %s", want, unit), fmt.Sprintf("%.0f %s", got, unit), got >= want})
}

func (g *goals) below(what string, want, got float64, unit string) {
	*g = append(*g, goal{what, fmt.Sprintf("< %.0f %s", want, unit), fmt.Sprintf("%.1f %s", got, unit), got < want})
}

func (g *goals) atMost(what string, want, got float64, unit string) {
	*g = append(*g, goal{what, fmt.Sprintf("≤ %g %s", want, unit), fmt.Sprintf("%.2f %s", got, unit), got <= want})
}

func (g goals) print() {
	rows := [][]string{{"goal", "wanted", "measured", ""}}
	for _, one := range g {
		verdict := "missed"
		if one.met {
			verdict = "met"
		}
		rows = append(rows, []string{one.what, one.want, one.got, verdict})
	}
	printTable("Goals, on 2 cores with every consumer running", rows)
}

// printTable prints rows, the first of which is the heading, in columns.
func printTable(title string, rows [][]string) {
	fmt.Printf("\n%s\n\n", title)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 3, ' ', 0)
	for _, row := range rows {
		fmt.Fprint(w, "  ")
		for _, cell := range row {
			fmt.Fprint(w, cell, "\t")
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush() // standard output has gone: nobody to tell
}
