package understand

import "time"

// Families of daylight saving time. The rules are those in force since 2007 (America) and 1996 (Europe).
type dstFamily uint8

const (
	fixed dstFamily = iota
	american
	european
	australian
	newZealand
)

// zone is a place's clock: minutes east of UTC in winter, and when summer time is added.
type zone struct {
	offset int
	dst    dstFamily
}

// zoneNames holds what people write behind a time: abbreviations, cities (the last part of an IANA name), regions.
var zoneNames = map[string]zone{
	"utc": {}, "gmt": {}, "z": {}, "zulu": {},
	"est": {-300, fixed}, "edt": {-240, fixed}, "et": {-300, american}, "eastern": {-300, american},
	"cst": {-360, fixed}, "cdt": {-300, fixed}, "ct": {-360, american}, "central": {-360, american},
	"mst": {-420, fixed}, "mdt": {-360, fixed}, "mt": {-420, american}, "mountain": {-420, american},
	"pst": {-480, fixed}, "pdt": {-420, fixed}, "pt": {-480, american}, "pacific": {-480, american},
	"akst": {-540, fixed}, "akdt": {-480, fixed}, "alaska": {-540, american}, "hst": {-600, fixed}, "hawaii": {-600, fixed},
	"ast": {-240, fixed}, "adt": {-180, fixed}, "brt": {-180, fixed},
	"wet": {0, fixed}, "west": {60, fixed}, "bst": {60, fixed}, "cet": {60, fixed}, "cest": {120, fixed}, "mez": {60, fixed}, "mesz": {120, fixed},
	"eet": {120, fixed}, "eest": {180, fixed}, "msk": {180, fixed}, "ist": {330, fixed}, "gst": {240, fixed}, "pkt": {300, fixed},
	"ict": {420, fixed}, "wib": {420, fixed}, "sgt": {480, fixed}, "hkt": {480, fixed}, "awst": {480, fixed}, "jst": {540, fixed}, "kst": {540, fixed},
	"acst": {570, fixed}, "acdt": {630, fixed}, "aest": {600, fixed}, "aedt": {660, fixed}, "nzst": {720, fixed}, "nzdt": {780, fixed}, "sast": {120, fixed},
	"london": {0, european}, "dublin": {0, european}, "lisbon": {0, european}, "uk": {0, european}, "british": {0, european},
	"berlin": {60, european}, "paris": {60, european}, "madrid": {60, european}, "rome": {60, european}, "vienna": {60, european},
	"zurich": {60, european}, "amsterdam": {60, european}, "brussels": {60, european}, "stockholm": {60, european}, "oslo": {60, european},
	"copenhagen": {60, european}, "prague": {60, european}, "warsaw": {60, european}, "budapest": {60, european}, "belgrade": {60, european},
	"barcelona": {60, european}, "munich": {60, european}, "milan": {60, european}, "german": {60, european}, "french": {60, european}, "central european": {60, european},
	"athens": {120, european}, "helsinki": {120, european}, "kyiv": {120, european}, "kiev": {120, european}, "bucharest": {120, european},
	"sofia": {120, european}, "riga": {120, european}, "vilnius": {120, european}, "tallinn": {120, european},
	"istanbul": {180, fixed}, "moscow": {180, fixed}, "nairobi": {180, fixed}, "riyadh": {180, fixed}, "dubai": {240, fixed},
	"tehran": {210, fixed}, "karachi": {300, fixed}, "tashkent": {300, fixed},
	"india": {330, fixed}, "kolkata": {330, fixed}, "calcutta": {330, fixed}, "mumbai": {330, fixed}, "delhi": {330, fixed}, "new delhi": {330, fixed},
	"bangalore": {330, fixed}, "colombo": {330, fixed}, "kathmandu": {345, fixed}, "dhaka": {360, fixed},
	"bangkok": {420, fixed}, "jakarta": {420, fixed}, "hanoi": {420, fixed}, "saigon": {420, fixed},
	"singapore": {480, fixed}, "hong kong": {480, fixed}, "shanghai": {480, fixed}, "beijing": {480, fixed}, "taipei": {480, fixed}, "manila": {480, fixed},
	"kuala lumpur": {480, fixed}, "perth": {480, fixed}, "china": {480, fixed},
	"tokyo": {540, fixed}, "seoul": {540, fixed}, "osaka": {540, fixed}, "japan": {540, fixed}, "korea": {540, fixed},
	"adelaide": {570, australian}, "darwin": {570, fixed}, "brisbane": {600, fixed}, "sydney": {600, australian}, "melbourne": {600, australian},
	"canberra": {600, australian}, "hobart": {600, australian}, "auckland": {720, newZealand}, "wellington": {720, newZealand},
	"new york": {-300, american}, "nyc": {-300, american}, "boston": {-300, american}, "toronto": {-300, american}, "montreal": {-300, american},
	"miami": {-300, american}, "atlanta": {-300, american}, "detroit": {-300, american}, "washington": {-300, american}, "philadelphia": {-300, american},
	"chicago": {-360, american}, "dallas": {-360, american}, "houston": {-360, american}, "austin": {-360, american}, "winnipeg": {-360, american},
	"mexico city": {-360, fixed}, "denver": {-420, american}, "edmonton": {-420, american}, "calgary": {-420, american}, "phoenix": {-420, fixed}, "arizona": {-420, fixed},
	"los angeles": {-480, american}, "la": {-480, american}, "san francisco": {-480, american}, "sf": {-480, american}, "seattle": {-480, american},
	"vancouver": {-480, american}, "portland": {-480, american}, "california": {-480, american}, "las vegas": {-480, american}, "san diego": {-480, american},
	"anchorage": {-540, american}, "honolulu": {-600, fixed}, "halifax": {-240, american}, "bogota": {-300, fixed}, "lima": {-300, fixed},
	"sao paulo": {-180, fixed}, "são paulo": {-180, fixed}, "buenos aires": {-180, fixed}, "rio": {-180, fixed}, "reykjavik": {0, fixed},
	"johannesburg": {120, fixed}, "cape town": {120, fixed}, "lagos": {60, fixed}, "cairo": {120, fixed}, "accra": {0, fixed},
}

// zoneAt reads the zone behind a time of day: "GMT", "UTC+2", "Pacific time", "Los Angeles time", "Europe/Berlin".
func (p *parser) zoneAt(i int) (zone, int) {
	if p.w(i) == "(" {
		if z, j := p.zoneAt(i + 1); j > i+1 && p.w(j) == ")" {
			return z, j + 1
		}
		return zone{}, i
	}
	w := p.w(i)
	if p.kind(i) != word || w == "" {
		return zone{}, i
	}
	if p.w(i+1) == "/" && p.glued(i+1) && p.glued(i+2) && p.kind(i+2) == word { // Europe/Berlin, America/New_York
		name, j := p.w(i+2), i+3
		for p.w(j) == "_" && p.glued(j) && p.glued(j+1) || p.w(j) == "/" && p.glued(j) && p.glued(j+1) {
			if p.w(j) == "/" {
				name = p.w(j + 1)
			} else {
				name += " " + p.w(j+1)
			}
			j += 2
			if j > i+12 {
				return zone{}, i
			}
		}
		if z, ok := zoneNames[name]; ok && p.right(j) {
			return z, j
		}
		return zone{}, i
	}
	if p.kind(i+1) == word && len(w) < 16 && len(p.w(i+1)) < 16 && !p.glued(i+1) {
		if z, ok := zoneNames[w+" "+p.w(i+1)]; ok {
			if j := p.opt(i+2, "time"); j > i+2 {
				return z, j
			}
		}
	}
	z, ok := zoneNames[w]
	if !ok || !p.right(i+1) && !p.is(i+1, "+", "-") {
		return zone{}, i
	}
	if w == "utc" || w == "gmt" {
		if mins, j, ok := p.utcOffset(i + 1); ok {
			z.offset = mins
			return z, j
		}
	}
	j := p.any(i+1, "standard time", "daylight time", "time")
	if j > i+1 || abbreviated[w] || w == "z" && p.glued(i) {
		return z, j
	}
	return zone{}, i
}

// utcOffset reads "+2", "-08:45", "+0245" behind UTC or GMT, in minutes.
func (p *parser) utcOffset(i int) (mins, next int, ok bool) {
	if !p.is(i, "+", "-") || !p.glued(i+1) {
		return 0, i, false
	}
	h, ok := p.digits(i+1, 4)
	if !ok {
		return 0, i, false
	}
	m, j := 0, i+2
	switch {
	case len(p.t[i+1].n) > 2:
		h, m = h/100, h%100
	case p.w(j) == ":" && p.glued(j) && p.glued(j+1):
		m, _ = p.digits(j+1, 2)
		j += 2
	}
	if h > 14 || m > 59 {
		return 0, i, false
	}
	if mins = h*60 + m; p.w(i) == "-" {
		mins = -mins
	}
	return mins, j, true
}

// zoneGlued tells whether a zone is written right behind the time: "14:00Z".
func (p *parser) zoneGlued(i int) bool {
	return p.glued(i) && p.is(i, "z", "utc", "gmt", "cet", "cest", "est", "edt", "pst", "pdt", "ist") && p.right(i+1)
}

// abbreviated names need no "time" behind them. "la", "ct" and other short words do not count alone.
var abbreviated = set("utc gmt est edt et cst cdt ct mst mdt mt pst pdt pt akst akdt hst bst cet cest eet eest wet msk ist sgt hkt jst kst " +
	"aest aedt acst acdt awst nzst nzdt sast mez mesz pkt ict brt eastern pacific")

// utcOf turns a wall clock of the zone into UTC. A time that occurs twice is the first of the two.
func (z zone) utcOf(d day, min int) time.Time {
	utc := time.Unix(int64(d)*86400+int64(min-z.offset)*60, 0)
	if z.summer(d, min) {
		utc = utc.Add(-time.Hour)
	}
	return utc
}

// summer tells whether summer time holds at a wall clock. The hour of the change is given to the day's earlier clock
// in spring and to summer in autumn.
func (z zone) summer(d day, min int) bool {
	y, _, _ := d.date()
	within := func(from day, fromMin int, to day, toMin int) bool {
		return (d > from || d == from && min >= fromMin) && (d < to || d == to && min < toMin)
	}
	switch z.dst {
	case american:
		return within(nthWeekday(y, 3, 2, 6), 120, nthWeekday(y, 11, 1, 6), 120)
	case european:
		return within(nthWeekday(y, 3, -1, 6), 60+z.offset, nthWeekday(y, 10, -1, 6), 120+z.offset)
	case australian:
		return !within(nthWeekday(y, 4, 1, 6), 180, nthWeekday(y, 10, 1, 6), 120)
	case newZealand:
		return !within(nthWeekday(y, 4, 1, 6), 180, nthWeekday(y, 9, -1, 6), 120)
	}
	return false
}
