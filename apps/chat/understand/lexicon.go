package understand

// unit is a length of time that can be counted.
type unit uint8

const (
	noUnit unit = iota
	seconds
	minutes
	hours
	days
	workdays
	weeks
	fortnights
	months
	quarters
	years
)

// part is a part of the day.
type part uint8

const (
	noPart part = iota
	morning
	noon
	afternoon
	evening
	night
	midnight
)

// lex is what a word can mean by itself; one word can be several things ("second", "may", "sun").
type lex struct {
	weekday int8 // 1 Monday .. 7 Sunday; 0 none
	month   int8 // 1..12; 0 none
	ordinal int8 // "third" 3; 0 none; -1 "last"
	num     int16
	isNum   bool
	plural  bool // "mondays", "mornings"
	short   bool // a unit that only counts when glued to its number: "2h"
	abbr    bool // a short form: "sun", "mar"
	typo    bool // read through a spelling mistake
	join    bool // a function word: what follows a date without belonging to it
	unit    unit
	part    part
	rel     int8 // 1 today, 2 tomorrow, 3 yesterday, 4 tonight, 5 day after tomorrow
}

// lexicon is filled once from the tables below and never changed.
var lexicon = buildLexicon()

// spellings list each meaning's words; the first is the one that typing mistakes are measured against.
var (
	weekdayWords = [7]string{"monday mon", "tuesday tue tues", "wednesday wed weds wednes", "thursday thu thur thurs",
		"friday fri", "saturday sat", "sunday sun"}
	monthWords = [12]string{"january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
		"august aug", "september sep sept", "october oct", "november nov", "december dec"}
	unitWords = map[unit]string{
		seconds: "second seconds sec secs", minutes: "minute minutes min mins", hours: "hour hours hr hrs",
		days: "day days", workdays: "workday workdays", weeks: "week weeks wk wks", fortnights: "fortnight fortnights",
		months: "month months mo mos mth mths", quarters: "quarter quarters qtr qtrs", years: "year years yr yrs",
	}
	shortUnits = map[string]unit{"s": seconds, "m": minutes, "h": hours, "d": days, "w": weeks, "y": years}
	partWords  = map[part]string{
		morning: "morning mornings", noon: "noon midday noontime lunchtime noonish", afternoon: "afternoon afternoons arvo",
		evening: "evening evenings eve", night: "night nights nite", midnight: "midnight",
	}
	relWords = [5]string{"today tod 2day", "tomorrow tmrw tmr tmw tmrrw tomo tomoz tommorow tomorro 2morrow 2moro 2mrw 2mro tmoro",
		"yesterday", "tonight tonite 2night 2nite tnight", "overmorrow"}
	numWords = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
		"seventeen eighteen nineteen"
	tensWords    = "twenty thirty forty fifty sixty seventy eighty ninety"
	ordinalWords = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth " +
		"fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
	// joinWords may follow a bare date in the middle of a message without making it part of a name.
	joinWords = "about with to at for from re regarding and before after in on if because so then via near by of " +
		"or but until till when while since as between during into over under through around this next every each starting " +
		"remind please pls note notes that w"
)

func buildLexicon() map[string]lex {
	m := make(map[string]lex, 400)
	set := func(w string, f func(*lex)) { l := m[w]; f(&l); m[w] = l }
	for i, ws := range weekdayWords {
		for k, w := range splitWords(ws) {
			set(w, func(l *lex) { l.weekday, l.abbr = int8(i+1), k > 0 })
			if k == 0 || w != "wednes" {
				set(w+"s", func(l *lex) { l.weekday, l.plural, l.abbr = int8(i+1), true, k > 0 })
			}
		}
	}
	for _, w := range []string{"tues", "weds", "thurs"} {
		set(w, func(l *lex) { l.plural = false })
	}
	for _, w := range []string{"suns", "sats", "mons", "weds's"} {
		delete(m, w)
	}
	for i, ws := range monthWords {
		for k, w := range splitWords(ws) {
			set(w, func(l *lex) { l.month, l.abbr = int8(i+1), k > 0 })
		}
	}
	for u, ws := range unitWords {
		for _, w := range splitWords(ws) {
			set(w, func(l *lex) { l.unit, l.plural = u, w[len(w)-1] == 's' })
		}
	}
	for w, u := range shortUnits {
		set(w, func(l *lex) { l.unit, l.short = u, true })
	}
	for p, ws := range partWords {
		for _, w := range splitWords(ws) {
			set(w, func(l *lex) { l.part, l.plural = p, w[len(w)-1] == 's' })
		}
	}
	for i, ws := range relWords {
		for _, w := range splitWords(ws) {
			set(w, func(l *lex) { l.rel = int8(i + 1) })
		}
	}
	for i, w := range splitWords(numWords) {
		set(w, func(l *lex) { l.num, l.isNum = int16(i), true })
	}
	for i, w := range splitWords(tensWords) {
		set(w, func(l *lex) { l.num, l.isNum = int16(20+10*i), true })
	}
	for i, w := range splitWords(ordinalWords) {
		set(w, func(l *lex) { l.ordinal = int8(i + 1) })
	}
	set("thirtieth", func(l *lex) { l.ordinal = 30 })
	set("last", func(l *lex) { l.ordinal = -1 })
	for _, w := range splitWords(joinWords) {
		set(w, func(l *lex) { l.join = true })
	}
	return m
}

// splitWords cuts a table row at its single spaces.
func splitWords(s string) []string {
	var out []string
	for start, i := 0, 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ' ' {
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return out
}
