package model

import (
	"reflect"
	"strings"

	"github.com/dapr/go-sdk/client"
	"google.golang.org/protobuf/types/known/structpb"
)

// What each tool takes. A field is asked for with its type and its about; a
// call is read into the same struct, and may have no other field.
type (
	addTask struct {
		Title    string   `json:"title" about:"what is to be done, in the person's words" need:"yes"`
		Date     string   `json:"date" about:"due date, YYYY-MM-DD, today or later"`
		Time     string   `json:"time" about:"due time, HH:MM, only with a date"`
		Repeat   string   `json:"repeat" about:"RFC 5545 rule like FREQ=WEEKLY;BYDAY=MO, only with a date"`
		Minutes  int      `json:"minutes" about:"how long it takes, only with a date"`
		Priority int      `json:"priority" about:"1 urgent, 2 high, 3 medium, 4 low"`
		Labels   []string `json:"labels" about:"one word each, without #"`
		Project  string   `json:"project"`
		Notes    string   `json:"notes"`
	}
	listTasks struct {
		Words    string   `json:"words" about:"words that the tasks have"`
		Status   string   `json:"status" about:"open, overdue, completed or all"`
		From     string   `json:"due_from" about:"YYYY-MM-DD"`
		To       string   `json:"due_to" about:"YYYY-MM-DD, inclusive"`
		Labels   []string `json:"labels"`
		Project  string   `json:"project"`
		Priority int      `json:"priority" about:"1 urgent, 2 high, 3 medium, 4 low"`
	}
	someTasks struct {
		Tasks []string `json:"tasks" need:"yes"`
	}
	renameTask struct {
		Task  string `json:"task" need:"yes"`
		Title string `json:"title" about:"in the person's words" need:"yes"`
	}
	rescheduleTasks struct {
		Tasks []string `json:"tasks" need:"yes"`
		Date  string   `json:"date" about:"YYYY-MM-DD, today or later; left out: the same day"`
		Time  string   `json:"time" about:"HH:MM; left out: the same time"`
		Never bool     `json:"never" about:"true takes the due date away"`
	}
	prioritizeTasks struct {
		Tasks    []string `json:"tasks" need:"yes"`
		Priority *int     `json:"priority" about:"1 urgent, 2 high, 3 medium, 4 low, 0 none" need:"yes"`
	}
	labelTasks struct {
		Tasks  []string `json:"tasks" need:"yes"`
		Add    []string `json:"add" about:"one word each, without #"`
		Remove []string `json:"remove"`
	}
	moveTasks struct {
		Tasks   []string `json:"tasks" need:"yes"`
		Project *string  `json:"project" about:"its name; empty for none" need:"yes"`
	}
	noteOnTask struct {
		Task string `json:"task" need:"yes"`
		Text string `json:"text" about:"in the person's words" need:"yes"`
	}
	remindOfTasks struct {
		Tasks   []string `json:"tasks" need:"yes"`
		Minutes *int     `json:"minutes_before" about:"before it is due; this or at"`
		At      string   `json:"at" about:"YYYY-MM-DDTHH:MM; this or minutes_before"`
	}
	repeatTasks struct {
		Tasks []string `json:"tasks" need:"yes"`
		Rule  *string  `json:"rule" about:"RFC 5545 rule like FREQ=DAILY; empty stops it" need:"yes"`
	}
)

// tools are all that a model can say. Each is a wish that the grammar knows
// too; there is none for settings, for taking back, or for answering yes.
var tools = []*client.ConversationToolsAlpha2{
	tool("add_task", "Put a new task on the list.", addTask{}),
	tool("list_tasks", "Show the person their tasks.", listTasks{}),
	tool("complete_tasks", "Mark tasks as done.", someTasks{}),
	tool("delete_tasks", "Delete tasks. Not for tasks that are done.", someTasks{}),
	tool("rename_task", "Give a task another title.", renameTask{}),
	tool("reschedule_tasks", "Change when tasks are due.", rescheduleTasks{}),
	tool("prioritize_tasks", "Change how urgent tasks are.", prioritizeTasks{}),
	tool("label_tasks", "Add labels to tasks, or take some away.", labelTasks{}),
	tool("move_tasks", "Put tasks into a project.", moveTasks{}),
	tool("note_on_task", "Add to the notes of a task.", noteOnTask{}),
	tool("remind_of_tasks", "Add a reminder to tasks.", remindOfTasks{}),
	tool("repeat_tasks", "Make tasks repeat, or stop that.", repeatTasks{}),
}

func tool(name, about string, args any) *client.ConversationToolsAlpha2 {
	schema, err := structpb.NewStruct(schemaOf(reflect.TypeOf(args)))
	if err != nil {
		panic(err) // the structs above do not change at run time
	}
	return &client.ConversationToolsAlpha2{Name: name, Description: &about, Parameters: schema}
}

// schemaOf is the JSON Schema of a struct above.
func schemaOf(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []any{}
	for i := range t.NumField() {
		f := t.Field(i)
		kind := f.Type
		if kind.Kind() == reflect.Pointer {
			kind = kind.Elem()
		}
		property := map[string]any{"type": map[reflect.Kind]string{
			reflect.String: "string", reflect.Int: "integer", reflect.Bool: "boolean", reflect.Slice: "array",
		}[kind.Kind()]}
		if kind.Kind() == reflect.Slice {
			property["items"] = map[string]any{"type": "string"}
		}
		if about := f.Tag.Get("about"); about != "" {
			property["description"] = about
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		properties[name] = property
		if f.Tag.Get("need") == "yes" {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}
