package understand

import "strings"

// talkShape is small talk of one kind: a word or two that open it, and words that may follow in any order.
type talkShape struct {
	intent      Intent
	leads, rest map[string]bool
}

// talkShapes catch what the table of whole messages does not list: "thanks so much for all your help!".
var talkShapes = []talkShape{
	{Thanks, set("thanks thank thx ty tysm tyvm thnx tnx thankyou thanx cheers appreciated grateful"),
		set("you u so very much a lot lots ton tons bunch million bot errand mate man buddy dude pal friend my again for that this the your all everything help it really kindly adding doing being sorting and ever appreciate appreciated as always heaps loads guys team dear sir there indeed reminder reminding me quick great awesome perfect good job work 🙏 😊 👍 ❤️ 🙂 😀")},
	{Greet, set("hi hello hey hiya howdy yo greetings heya hullo good morning afternoon evening gm"),
		set("there errand bot again everyone everybody all folks mate buddy friend my dear you assistant team good morning afternoon evening day to and how are doing today ya hi hello hey man sir helper 👋 🙂 😊 ☀️ good")},
	{Bye, set("bye goodbye cya ciao see goodnight night farewell later laters good ttyl gotta"),
		set("bye you ya for now see then all everyone bot errand mate buddy friend soon tomorrow later around have a good nice great lovely day night one evening weekend and thanks thank sleep well go to bed run take care talk again 👋 😴 until monday next time")},
	{Chat, set("lol haha hahaha hehe lmao rofl omg wow ugh meh"), set("lol haha hahaha one ok okay nice cool right sure thanks funny that's was is great good so very you're yes no what i see really wow true oh well")},
	{Help, set("help"), set("me out here please with this now i'm stuck a bit you need some errand bot plz pls")},
	{Confirm, set("yes yep yeah yup ya yea sure ok okay absolutely definitely certainly right correct aye alright fine"),
		set("please do it that this go ahead them all yes yep yeah sure thing of course i am i'm that's it's right correct fine thanks thank you sounds good now for me both those everything delete remove complete proceed confirm carry on with lot the works absolutely definitely certainly really totally want to okay ok then mate bot errand if can 👍 ✅ 👌")},
	{Cancel, set("no nope nah don't cancel stop never nevermind nvm forget leave keep abort wait not"),
		set("no nope nah thanks thank you please keep it them that this leave do don't not now yet way never mind cancel stop anything alone be as is are were was they all both everything forget about actually sorry for ta delete remove them changed my i've i on second thought want to i'm ok fine good need touch mate bot errand a mistake by")},
}

// shaped finds the small talk that has this shape.
func shaped(s string) (Intent, bool) {
	ws := strings.Fields(s)
	if len(ws) < 2 || len(ws) > maxTalk {
		return "", false
	}
	for _, t := range talkShapes {
		if !t.leads[ws[0]] {
			continue
		}
		ok := true
		for _, w := range ws[1:] {
			ok = ok && t.rest[w]
		}
		if ok && t.says(ws) {
			return t.intent, true
		}
	}
	return "", false
}

// says looks at the pairs that mean something else: "good" needs its part of the day, "delete" a "don't" before it.
func (t *talkShape) says(ws []string) bool {
	switch t.intent {
	case Greet, Bye:
		if ws[0] == "good" || ws[0] == "see" {
			return t.intent == Greet && (ws[1] == "morning" || ws[1] == "afternoon" || ws[1] == "evening" || ws[1] == "day") ||
				t.intent == Bye && (ws[1] == "night" || ws[1] == "bye" || ws[1] == "you" || ws[1] == "ya")
		}
		return ws[0] != "morning" && ws[0] != "evening" && ws[0] != "afternoon" && ws[0] != "gotta" || ws[1] == "all" || ws[1] == "everyone" || ws[1] == "go"
	case Thanks:
		return ws[0] != "thank" || ws[1] == "you" || ws[1] == "u"
	case Cancel:
		for i, w := range ws {
			if (w == "delete" || w == "remove" || w == "touch") && (i == 0 || ws[i-1] != "don't" && ws[i-1] != "not") {
				return false
			}
		}
		switch ws[0] {
		case "forget", "keep", "leave", "cancel", "stop", "abort", "wait", "not", "never", "don't":
			return len(ws) <= 5 && ws[1] != "all" && ws[1] != "both" && ws[1] != "everything" && ws[1] != "now" && ws[1] != "for"
		}
	}
	return true
}
