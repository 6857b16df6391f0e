package understand

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

// abbreviated names need no "time" behind them. "la", "ct" and other short words do not count alone.
var abbreviated = set("utc gmt est edt et cst cdt ct mst mdt mt pst pdt pt akst akdt hst bst cet cest eet eest wet msk ist sgt hkt jst kst " +
	"aest aedt acst acdt awst nzst nzdt sast mez mesz pkt ict brt eastern pacific")
