package understand

// socialNames are the words that the phrases below share.
var socialNames = map[string]string{
	"yes":     "yes yep yeah yup ya yea yas yess yeh aye absolutely definitely certainly exactly precisely totally affirmative",
	"ok":      "ok okay okey k kk alright right sure fine cool correct",
	"no":      "no nope nah naw nay",
	"ty":      "thanks thx ty tysm tyvm cheers ta thankyou thankx thanx thnx tnx",
	"fab":     "great perfect awesome nice lovely brilliant excellent wonderful fantastic amazing super sweet fab fabulous terrific splendid stellar",
	"that":    "that's it's these those they're that this it thats",
	"it":      "it that this them those these",
	"be":      "is are was were looks sounds seems",
	"act":     "delete remove complete finish do change move mark clear bin erase drop close add touch reschedule rename archive trash tick check save send apply",
	"do":      "delete remove complete finish do change move mark clear bin erase drop close add touch reschedule rename archive trash tick check save send apply undo redo cancel",
	"done":    "deleted removed completed finished done changed moved marked cleared binned erased dropped closed added rescheduled renamed archived trashed ticked checked cancelled canceled",
	"very":    "so very really just totally quite absolutely exactly completely all too most super",
	"n":       "two three four five six seven eight nine ten 2 3 4 5 6 7 8 9 10",
	"i":       "i we",
	"id":      "i'd we'd",
	"this":    "this it you everything errand",
	"when":    "later soon tomorrow tonight around then monday tuesday wednesday thursday friday saturday sunday",
	"feature": "reminders labels tags priorities projects subtasks notes deadlines repeats recurrence reminder label tag priority project subtask p1 p2 p3 p4 hashtags snoozing undo",
	"app":     "app bot thing tool assistant site program",
}

// socialBook holds the phrases of small talk; socialWords are all their words.
var socialBook, socialWords = buildSocial()

func buildSocial() (phrasebook, map[string]bool) {
	b := phrasebook{}
	say := func(i Intent, force int, ways ...string) {
		b.add(meaning{intent: i, force: force}, socialNames, ways...)
	}
	after := func(before, i Intent, force int, ways ...string) {
		b.add(meaning{intent: i, force: force, after: before}, socialNames, ways...)
	}
	for _, tell := range []func(say sayer, after afterSayer){tellFiller, tellThanks, tellYes, tellNo, tellUndo, tellHelp, tellMeeting} {
		tell(say, after)
	}
	words := map[string]bool{}
	for _, phs := range b {
		for _, ph := range phs {
			for _, st := range ph.steps {
				for _, w := range st.words {
					words[w] = true
				}
			}
		}
	}
	return b, words
}

type (
	sayer      = func(i Intent, force int, ways ...string)
	afterSayer = func(before, i Intent, force int, ways ...string)
)

// tellFiller has what leads on to something else, and remarks that want no answer.
func tellFiller(say sayer, _ afterSayer) {
	say("", leading, "please/pls/plz", "then", "now", "actually", "oh/ah/um/uh/hmm/hm/er/err/umm/uhh/erm/well/so/and/but/just/though/ooh/aw/aww", "right now", "wow/whoa", "mate/man/bro/bruh/dude/buddy/errand/bot/guys/pal/friend/friends/sir/bestie/love/hun/darling/dear/team/champ/chief/boss/legend/fam",
		"sorry", "i'm/im very/so/really? sorry", "i am very/so/really? sorry", "my mistake/bad/fault/apologies/error", "oops/oopsie/whoops/yikes/argh/damn/shoot/crap/dang/gosh/god/jeez/ouch/eek/ugh/omg/dammit/shit", "$that $be? $very? a? the? wrong/mistaken one/task/thing?", "wrong one/task/thing", "$that $be? a mistake/accident",
		"$that $be? not right/good", "$that isn't/wasn't/ain't right", "$that $be? not what i meant/wanted/asked/said for?", "$that isn't/wasn't what i meant/wanted/asked/said for?", "you're/you right", "you are/were right", "i was wrong", "i made a mistake", "i got it wrong", "that's/it's/thats on me",
		"got it", "i know/see", "a lot/bunch/million/ton", "so/very/ever much", "again", "anyway/anyways", "kindly", "as always/ever", "my dear? friend/dear/love/man", "for now/today/tonight")
	say(Chat, nod, "lol/haha/hahaha/hehe/lmao ok/okay/right/sure/cool/nice/great")
	say(Chat, remark, "$that $be? $very? funny/hilarious/cool/neat/sad/crazy/weird/interesting/silly", "no worries/problem/prob/probs/rush/biggie", "good one/point/idea/thinking/question", "no idea/clue/comment", "fair enough/point", "makes sense", "lol/haha/hahaha/hehe/lmao/ha", "$very funny", "never better", "not bad", "that/it was $very? quick/fast/easy/smooth/impressive/fun/funny/weird/close/nice", "how are you doing/feeling/keeping? today/tonight/then?", "how are you doing/feeling? this morning/evening/afternoon", "how's/hows your day/week/morning/evening/weekend/night going? so? far?", "how's/hows it going today/now", "how have you been", "how was your day/week/morning/evening/weekend/night", "who knows", "beats me", "you're welcome", "don't worry about? it/that?", "i have/had? no idea/clue")
}

func tellThanks(say sayer, after afterSayer) {
	say(Thanks, nod, "$fab", "$fab stuff/one/work/job", "yay/yippee/woohoo/hooray/phew", "good/nice/great job/work/stuff/one", "well done", "$that $be? $very? $fab/helpful/kind/good", "$that helps/helped a? lot?", "you're/your $very? $fab", "you are $very? $fab")
	say(Thanks, parting, "$ty you/u?", "thank you/u/ya/god", "many/much/most/big thanks/appreciated/obliged/grateful/love", "i? really/much/truly? appreciate/appreciated it/that/this/you", "i? really/much/truly? appreciate/appreciated the/your/all help/work/support", "so? very? grateful", "merci/gracias/danke/arigato",
		"you've/youve been? a? $very? helpful/great/amazing/wonderful/kind/fantastic/brilliant/useful/help/star/legend/lifesaver/patient", "you have been a? $very? helpful/great/amazing/wonderful/kind/fantastic/brilliant/useful/help/star/legend/lifesaver/patient",
		"you've/youve been a? $very? $fab/big/huge/real help", "you're/your a? the? $very? best/star/legend/lifesaver/helpful/hero/gem/angel", "you are a? the? $very? best/star/legend/lifesaver/helpful/hero/gem/angel", "you rock/rule", "bless you", "i owe you one?", "couldn't have done it without you", "what would i do without you")
	after(Thanks, Thanks, parting, "for ...", "to? all/everyone/everybody/both/you/u", "too", "indeed", "$very much", "lots/loads/heaps/tons", "that helped/helps/worked/works ...", "that's/thats/that/it's just/exactly/perfect/great/helpful/good/kind/what/so/very/really/lovely/all ...",
		"that was ...", "you've/youve been ...", "you have been ...")
}

func tellYes(say sayer, after afterSayer) {
	say(Confirm, nod, "$ok", "sounds/looks $very? good/great/right/fine/perfect/ok/okay/correct to? me?", "all good", "$that $be? fine/ok/okay/good", "let's go", "yes/sure thing", "indeed")
	say(Confirm, answer, "$yes", "$yes please do?", "of course", "go $ok? ahead and? it/this/that?", "go ahead and $act $it?", "go on", "go for it", "do it/so/this/that", "please do", "$ok go", "proceed", "carry/crack on", "be my guest", "fire away", "by all means", "make it so", "let's/lets do $it",
		"fine/ok/okay/good/great/cool/alright/perfect/sounds by/with me", "works/good/fine/ok for me", "that/it works", "that'll work", "i'm/im/we're $very? fine/good/ok/okay/happy/cool with $it", "i am $very? fine/good/ok/okay/happy/cool with $it", "$that $be? $very? right/correct",
		"$that $be? the right/correct? one/ones", "$that $be? the right/correct? one/ones i/we mean/meant/want/wanted/need/said", "$that $be? what i/we mean/meant/want/wanted/need/said", "i confirm/agree $it?", "i agree with $it", "confirm/confirmed/agreed/approved", "i'm/im $very? sure/certain/positive", "i am $very? sure/certain/positive", "why not", "you bet", "uh huh")
	after(Confirm, Confirm, answer, "i want/need $it", "i do/am/would/will", "i/i'd want/need/like/love to $act? $it?", "i would like/love to $act? $it?", "i'd like/love that", "$that $be? it/them/all", "all/both of? $it?", "all/both", "all $n of? $it?", "the lot", "everything", "$act $it all/both/too/please?", "$act all/both of $it", "$act everything/all/both", "get rid of $it", "that/this/those/these one/ones?")
}

func tellNo(say sayer, after afterSayer) {
	say(Cancel, nod, "wait a? second/sec/minute/min/moment/bit?", "hold/hang on a? second/sec/minute/min/moment?", "just a second/sec/minute/moment")
	say(Cancel, answer, "$no", "no way", "no need to? for? do? $it?", "hang on no", "stop $it?", "stop right? there/now", "keep/leave both of? $it?", "never mind about? $it?", "nevermind/nvm about? $it?", "forget about? $it one/ones?", "forget i? said/asked anything/that/it?", "keep/leave everything/all as is/planned", "keep/leave everything/all as it is/was", "leave everything/all alone/be", "abort mission", "let's/lets? hold off on? $it?", "let's/lets wait", "not right now", "not just yet", "not at the moment", "i don't/dont want to? do? $it?", "i do not want to? do? $it?", "leave/keep $it all? be/alone/open/there?", "leave/keep $it all? as is/planned", "leave/keep $it all? as it/they is/are/was/were", "leave/keep $it all? where it/they is/are",
		"let's/lets not do/bother/worry? $it?", "let's/lets leave/keep/forget/skip/drop/scrap/cancel $it all? be/alone/there/out?", "don't/dont bother", "don't/dont $do $it ones?", "don't/dont $do anything/any/all/everything of? $it?", "don't/dont", "do not bother", "do not $do $it ones?", "do not $do anything/any/all/everything of? $it?", "please don't", "not $it one/ones?", "not now/yet/really/anymore/necessary/needed/required", "not any more",
		"i'd/we'd rather/prefer you? not to?", "i'd rather/prefer you didn't/don't", "i'd rather/prefer if? you didn't/don't", "i would rather/prefer you? not to?", "i would rather/prefer you didn't/don't", "i'd rather keep/leave $it", "better not", "rather not", "i've? changed my mind", "i have changed my mind", "on second thought/thoughts", "scratch/scrap/disregard/abort/ignore that/this", "maybe/perhaps not/later", "another time", "some other time", "not this/that time", "it's not necessary/needed", "that won't be necessary/needed")
	after(Cancel, Cancel, answer, "i don't/dont/didn't/wouldn't/won't", "i do/am/would not", "never", "nothing else?", "none of? $it?", "i'm/im good/fine/ok/okay/alright/sure", "that's/thats all/it/everything", "skip/drop/cancel $it", "not all/both/any of? $it?", "not everything", "keep/leave everything/both/all/one/some")
}

func tellUndo(say sayer, _ afterSayer) {
	say(Undo, order, "i did not mean to? $act/cancel? $it? ones? as? done/complete/completed/finished?", "i didn't/didnt mean/want/intend to? $act/cancel? $it? ones? as? done/complete/completed/finished?", "i didn't/didnt mean/want/intend for that", "i take it/that back", "i shouldn't/shouldnt have $done $it? ones?", "i should not have $done $it? ones?", "i $done $it? by mistake/accident", "i/i've just? $done the wrong one/ones/task/tasks/thing/item off?", "i/i've just? marked/ticked/checked/crossed the wrong one/task/thing/item as? off/done/complete/completed?", "bring/put/get back what/whatever/that/everything i/i've just? $done", "i accidentally $done $it", "i $done $it accidentally", "i didn't/didnt mean/want that to happen", "go back one/a? step?", "restore/recover/reverse/unarchive/untick/uncheck what/whatever i/you've? just? $done/did")
	say(Redo, order, "i didn't/didnt mean/want/intend to undo $it?", "i did not mean to undo $it?", "i shouldn't/shouldnt have undone $it?", "i should not have undone $it?", "i undid $it? by mistake/accident", "i accidentally undid $it?", "i undid $it accidentally", "apply/do/run $it again", "reapply $it?", "put/bring $it? back? what/that i/you undid/undone", "put/bring $it? back? what i've/ive/you've undone", "redo $it?", "put/bring back what i/you just undid", "undo the/that/my undo")
}

func tellMeeting(say sayer, after afterSayer) {
	say(Greet, nod, "hi/hello/hey/goodmorning/goodafternoon/goodevening/hiya/howdy/yo/namaste/bonjour/salut/hola/aloha/ahoy/greetings/heya/hullo/hallo/shalom/salam/salaam there/again/everyone/everybody/all/friend/you/world?", "good morning/afternoon/evening/day to? you/all/everyone/everybody? too?", "morning/afternoon/evening all/everyone/everybody/folks/team")
	say(Bye, parting, "bye/goodbye/cya/toodles/cheerio/adios/farewell bye/now/all/everyone?", "i'm/im? signing/logging/heading/clocking off/out", "i'm/im off to? bed/sleep?", "off to bed/sleep", "time for bed/sleep", "good/nighty/night night", "goodnight", "sleep well/tight", "take care", "see you/ya/u", "see/catch/talk/speak to? you/ya/u? on? $when", "see/catch/talk/speak to? you/ya/u? next week/month/time/year", "see/talk/speak to? you/ya/u? in a bit/while", "take it easy", "gotta/must run/go/dash/fly/jet", "i? gotta/must/should run/go/dash/fly/jet now?", "i/i've have/got to run/go/dash/fly now?", "i'm/im heading/going/off to? bed/sleep/home/out", "ciao/adieu/tschüss/arrivederci", "calling it a day/night", "i'm/im calling it a day/night", "have a $very? good/great/nice/lovely/wonderful day/night/evening/one/weekend/afternoon/week", "until tomorrow/later", "until next time", "that's/thats all/it/everything", "that is all/it/everything", "i'm/im done for today/tonight/now")
	after(Bye, Bye, parting, "for the? now/today/tonight/day/night/evening/week", "from me", "to? you/all/everyone too?", "until/till tomorrow/monday/later/then")
}
