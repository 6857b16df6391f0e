package understand

import "strings"

// tellHelp has the ways to ask for help: for the word itself, for what can be said, for how it works.
func tellHelp(say sayer, after afterSayer) {
	say(Help, answer, "help me/us? out? here?")
	for _, who := range []string{"i/we really/just? need/want/require", "i/we could really? use", "i/we could do with", "i'd/we'd like/love", "i/we would like/love", "i'm/im looking for"} {
		say(Help, answer, who+" some/your/more/any/a? bit/little? of? help/assistance/guidance/support/instructions", who+" a hand")
	}
	say(Help, answer, "can/could/would/will you please? help/assist me/us? out?", "can/could/would/will you give me/us a hand/some help?", "can i get some? help/assistance", "any help/tips/pointers/hints/examples/instructions/commands?",
		"i'm/im/we're a? bit/little/so/totally/really/very/completely? lost/stuck/confused/struggling/new here/to? this?", "i am a? bit/little/so/totally/really/very/completely? lost/stuck/confused/struggling/new here/to? this?")
	after(Help, Help, answer, "with/using/on this/it/errand/you/here", "with/using/on the/this/your $app", "here", "a bit/little")
	tellHow(say)
	tellWhat(say, after)
}

// tellHow has "show me how this works", "I don't know how to use it".
func tellHow(say sayer) {
	for _, how := range []string{"how $this work/works", "how the/this/your $app work/works", "how to use/work/operate $this", "how to use/work/operate the/this/your $app", "how to start/begin"} {
		say(Help, answer, how)
		for _, lead := range []string{"show/teach/tell/remind me/us?", "explain to? me?", "walk me through", "i/we really/still? don't/dont/can't/cannot/didn't really? know/understand/get/see/remember/figure/recall out?", "i/we do not know/understand/remember", "i have/had? no idea/clue", "i've got? no idea/clue", "no idea/clue", "i/we want/need to know/understand/learn", "not sure", "i'm/im not sure", "can/could you please? show/teach/tell/explain/remind to? me/us?"} {
			say(Help, answer, lead+" "+how)
		}
	}
	say(Help, answer, "how do/can/should/would i/we/you/one get/begin started?", "where do/should i/we start/begin", "how does/do $this work", "how does/do the/this/your $app work", "what are you capable of", "what can i/we/you do with/in/using this app/bot/thing?", "what can i/we do with/in/using the app/bot", "what can i/we do with/in errand", "show/tell me/us? what you can do", "let me know what you can do", "how do/does the? $feature work", "how do/does $feature works?", "what do/does the? $feature do/mean", "what does a/an $feature do/mean", "what do i do here", "i/we don't/dont understand/get this/it/you/anything", "i don't know what to do/say/type/write/ask here?")
}

// tellWhat has "what kind of things can I ask you", "is there a list of commands", "show me an example".
func tellWhat(say sayer, after afterSayer) {
	for _, what := range []string{"what else?", "what/which kind/kinds/sort/sorts/type/types of things/stuff/commands/questions/requests/phrases/messages/features/tasks", "what/which things/stuff/commands/questions/requests/phrases/features/options"} {
		say(Help, answer, what+" can/could/should/may/do i/we ask/tell/type/enter you? to? do? for/about? here?", what+" can/could/should/may/do i/we say/write to? you? here?")
	}
	for _, what := range []string{"what/which kind/kinds/sort/sorts/type/types of things/stuff/commands/questions/requests/phrases/messages/features", "what/which things/commands/features/options/phrases"} {
		say(Help, answer, what+" can/could/do/are you able? to? do/understand/support/handle/offer/know/have/accept/recognise/recognize/take?", what+" are there", what+" do/can i/we have/use")
	}
	say(Help, answer, "what do/should/can/must i/we type/say/write/enter/ask to $do/create/make/set/list/see/show/snooze/tag/label/prioritize ...")
	for _, ask := range []string{"", "show/list/give/see/view/display me/us? ", "show/list/give me/us? me/us? all ", "is/are there ", "do you have ", "have you got ", "can/could i see/get/have ", "can/could you show/give/list me/us? ", "what/where are ", "what/where is ", "what's/where's ", "whats/wheres "} {
		if ask != "" {
			say(Help, answer, ask+"commands/examples/instructions")
		}
		for _, a := range []string{"the/your/all the/your?", "a/the/your? full/complete? list of the/your/all?", "some/any/an/more"} {
			if ask == "is/are there " || ask == "do you have " || ask == "have you got " || strings.HasPrefix(ask, "where") {
				say(Help, answer, ask+a+" manual/tutorial/guide/faq/documentation/docs/instructions")
			}
			for _, noun := range []string{"commands", "example/examples commands/phrases/messages?", "instructions", "syntax", "user/help/instruction guide/manual/page/menu/docs/documentation"} {
				if ask != "" || a[0] != 's' {
					say(Help, answer, trimLead(ask, a)+" "+noun)
				}
			}
		}
	}
	for _, my := range []string{"my/your/the"} {
		say(Help, answer, "what are "+my+" options/features/capabilities/possibilities/abilities/commands", "what're "+my+" options/features/capabilities/possibilities/abilities", "show/list/tell me? your features/capabilities/abilities")
	}
	after(Help, Help, answer, "for/of/to $do ...", "for/of priorities/labels/tags/dates/reminders/projects/repeats/recurrence/tasks/this/it")
}

// trimLead joins the pieces of a question with single spaces.
func trimLead(ask, noun string) string { return strings.TrimSpace(ask + noun) }
