// Package recur knows when a repeating task is due next.
//
// A Rule is RFC 5545 text without a start, as "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH".
// Where it starts, and which of its occurrences a task stands for, is told
// with every question, so the package keeps nothing:
//
//	rule, err := recur.Parse("FREQ=MONTHLY;BYMONTHDAY=-1")
//	start, err := recur.First(rule, anchor)                        // the series begins
//	due, n, ok := recur.Next(rule, start, start, 1, recur.Local{}) // and goes on
//
// Everything is on the clock on the wall: a Local is a date, or a date and a
// time, without a zone. A task at nine stays at nine when the clocks change or
// a country changes its mind about its zone; turning a Local into a moment is
// left to whoever knows the zone. The package is pure: values in, values out.
//
// # Three ways to go on
//
//   - From due: Next with after = now rolls over the occurrences that were
//     missed. They count towards COUNT, as they do for a calendar.
//   - Strict: Next with no after opens every occurrence, missed or not.
//   - From completion: NextFromCompletion counts from the day it was done.
//
// # What bounds the work
//
// github.com/teambition/rrule-go computes the days of a period. It was written
// for rules by friends, so nothing reaches it that it cannot take:
//
//   - It counts from the start of a series each time. Here each walk begins in
//     the period asked about (see walk), and COUNT and UNTIL are ours.
//   - It looks for an occurrence until the year 9999, and cannot be stopped. It
//     is shown the same dates some cycles of 400 years later, where 9999 is
//     near (see shift).
//   - HOURLY and MINUTELY rules that never meet their BYHOUR or BYMINUTE make
//     it loop for ever. They are found out by arithmetic (see meets).
//   - "BYDAY=20MO" of a month makes it panic. Parse refuses it.
//   - It departs from RFC 5545 in four places (see option and weekOf), which are
//     worked around, and pinned in the tests.
//
// A rule that can never occur (30 February) is refused by Parse: the calendar
// repeats itself every 400 years, so having seen them all is a proof. The
// tests compare every answer with rrule.js and with a slow twin written from
// the RFC's text.
package recur
