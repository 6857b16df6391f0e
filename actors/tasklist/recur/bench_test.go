package recur

import "testing"

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"); err != nil {
			b.Fatal(err)
		}
	}
}

// What completing a task costs, by kind of rule, after 20 years of it.
func BenchmarkNext(b *testing.B) {
	start := Local{Year: 2006, Month: 1, Day: 2, Hour: 9}
	current := Local{Year: 2026, Month: 11, Day: 24, Hour: 9}
	for _, text := range []string{"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY", "FREQ=HOURLY;INTERVAL=2"} {
		b.Run(text, func(b *testing.B) {
			r, err := Parse(text)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, _, ok := Next(r, start, current, 7000, Local{}); !ok {
					b.Fatal("ended")
				}
			}
		})
	}
}

// The worst that anybody can ask: each hostile rule once, by its longest call.
func BenchmarkWorst(b *testing.B) {
	var worst float64
	for b.Loop() {
		for _, h := range hostile {
			start, err := ParseLocal(h.start)
			if err != nil {
				b.Fatal(err)
			}
			took, _ := exercise(h.rule, start)
			worst = max(worst, float64(took.Microseconds())/1000)
		}
	}
	b.ReportMetric(worst, "ms-worst-call")
}
