package model

import (
	"fmt"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist"
)

// nonsense says what is wrong with an answer, in our words only: what a model
// wrote may be private.
func nonsense(why string) error { return fmt.Errorf("%w: %s", ErrNonsense, why) }

// A call is one tool call, as it came.
type call struct{ name, args string }

// read makes readings of the whole of a response, or none.
func read(r *client.ConversationResponseAlpha2, a Asked, shown []tasklist.Task) (Answer, error) {
	calls, err := callsOf(r)
	if err != nil {
		return Answer{}, err
	}
	if len(calls) == 0 {
		return Answer{}, ErrSilent
	}
	readings, err := readAll(calls, a.Now, len(shown))
	if err != nil {
		return Answer{}, err
	}
	return Answer{Readings: readings, Shown: shown, Own: own(a, readings, shown)}, nil
}

// callsOf are the tool calls of a response, which some components spread over
// several choices. The text beside them is dropped.
func callsOf(r *client.ConversationResponseAlpha2) ([]call, error) {
	var calls []call
	size := 0
	if r == nil {
		return nil, nil
	}
	for _, output := range r.Outputs {
		if output == nil {
			continue
		}
		for _, choice := range output.Choices {
			if choice == nil || choice.Message == nil {
				continue
			}
			switch choice.FinishReason {
			case "length", "max_tokens", "content_filter":
				return nil, nonsense("it was cut off")
			}
			for _, c := range choice.Message.ToolCalls {
				if c == nil {
					return nil, nonsense("a call is empty")
				}
				size += len(c.ToolTypes.Name) + len(c.ToolTypes.Arguments)
				calls = append(calls, call{c.ToolTypes.Name, c.ToolTypes.Arguments})
				if len(calls) > MaxCalls || size > MaxAnswer {
					return nil, nonsense("there are too many calls")
				}
			}
		}
	}
	return calls, nil
}
