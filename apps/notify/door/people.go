package door

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/errandapp/errand/apps/notify/tell"
	"github.com/errandapp/errand/internal/telemetry"
)

func readAll(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	return io.ReadAll(http.MaxBytesReader(w, r.Body, maxAsked))
}

// parse reads a JSON object that has no fields but those of v; the refusal
// names the field.
func parse(body []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil && dec.More():
		return &tell.Refusal{Field: "body", Detail: "There must be one JSON object."}
	case err == nil:
		return nil
	case errors.As(err, &kind) && kind.Field != "":
		return &tell.Refusal{Field: kind.Field, Detail: kind.Field + " must be a " + kind.Type.Kind().String() + "."}
	}
	if field, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		field = strings.Trim(field, `"`)
		return &tell.Refusal{Field: field, Detail: "There is no field of that name."}
	}
	return &tell.Refusal{Field: "body", Detail: "The body must be a JSON object."}
}

func (d Door) notifications(ctx context.Context, user string, _ []byte) (any, error) {
	list, seen, err := d.People.List(ctx, user)
	return map[string]any{"notifications": list, "seen": seen}, err
}

func (d Door) seen(ctx context.Context, user string, body []byte) (any, error) {
	var said struct {
		Version uint64 `json:"version"`
	}
	if err := parse(body, &said); err != nil {
		return nil, err
	}
	return map[string]any{"seen": said.Version}, d.People.Saw(ctx, user, said.Version)
}

func (d Door) test(ctx context.Context, user string, _ []byte) (any, error) {
	outcomes, err := d.People.Test(ctx, user)
	return map[string]any{"channels": outcomes}, err
}

// settings are the person's, with what the page needs to change them.
type settings struct {
	tell.Settings
	Devices []device `json:"devices"`
	PushKey string   `json:"pushKey"`
}

// A device is a browser as the person sees it; where it is reached stays here.
type device struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Since time.Time `json:"since"`
}

func (d Door) shown(ctx context.Context, s tell.Settings, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	key, err := d.PushKey(ctx)
	shown := settings{Settings: s, Devices: []device{}, PushKey: key}
	for _, o := range s.Devices {
		shown.Devices = append(shown.Devices, device{o.ID, o.Name, o.Since})
	}
	return shown, err
}

func (d Door) settings(ctx context.Context, user string, _ []byte) (any, error) {
	s, err := d.People.Settings(ctx, user)
	return d.shown(ctx, s, err)
}

func (d Door) change(ctx context.Context, user string, body []byte) (any, error) {
	var c tell.Change
	if err := parse(body, &c); err != nil {
		return nil, err
	}
	s, err := d.People.Change(ctx, user, c)
	return d.shown(ctx, s, err)
}

// A subscription is what a browser says of itself: PushSubscription.toJSON()
// and a name.
type subscription struct {
	Endpoint string `json:"endpoint"`
	Expires  *int64 `json:"expirationTime"` // browsers say it; when it is over they answer 410
	Keys     struct {
		P256dh string `json:"p256dh"`
		Auth   string `json:"auth"`
	} `json:"keys"`
	Name string `json:"name"`
}

func (d Door) subscribe(ctx context.Context, user string, body []byte) (any, error) {
	var s subscription
	if err := parse(body, &s); err != nil {
		return nil, err
	}
	if err := d.Endpoint(s.Endpoint); err != nil {
		return nil, &tell.Refusal{Field: "endpoint", Detail: "endpoint must be the https address of a public push service."}
	}
	o, err := d.People.Subscribe(ctx, user, tell.Device{Endpoint: s.Endpoint, P256dh: s.Keys.P256dh, Auth: s.Keys.Auth, Name: s.Name})
	return device{o.ID, o.Name, o.Since}, err
}

// forget removes a browser, by its id or by its endpoint.
func (d Door) forget(ctx context.Context, user string, body []byte) (any, error) {
	var said struct {
		ID       string `json:"id"`
		Endpoint string `json:"endpoint"`
	}
	if err := parse(body, &said); err != nil {
		return nil, err
	}
	if said.ID == "" && said.Endpoint == "" {
		return nil, &tell.Refusal{Field: "id", Detail: "Say which browser: its id or its endpoint."}
	}
	if said.ID == "" {
		said.ID = said.Endpoint
	}
	return map[string]any{}, d.People.Forget(ctx, user, said.ID)
}

// unsubscribe does what the link in an e-mail says: whoever has it may.
func (d Door) unsubscribe(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), askTime)
	defer cancel()
	body, err := readAll(w, r)
	var said struct {
		Token string `json:"token"`
	}
	if err == nil {
		err = parse(body, &said)
	}
	if err != nil {
		d.reply(ctx, w, "", nil, &tell.Refusal{Field: "token", Detail: "There must be a token."})
		return
	}
	user, ok, err := d.Signed(ctx, said.Token)
	switch {
	case err != nil:
		d.reply(ctx, w, user, nil, err)
	case !ok:
		d.reply(ctx, w, "", nil, &tell.Refusal{Field: "token", Detail: "This link is not one of ours, or not whole."})
	default:
		if err = d.People.TurnOffEmail(ctx, user); err == nil {
			d.Log.InfoContext(ctx, "e-mail turned off by its link", telemetry.KeyList, user)
		}
		d.reply(ctx, w, user, map[string]any{}, err)
	}
}
