package runfile

import (
	"maps"
	"reflect"
)

// merge gives the app every value of common that the app leaves at its zero
// value. So an app cannot say "false" against common's "true": the CLI's rule,
// not ours. The environments are joined key by key, the app's keys winning.
func merge(app *Shared, common Shared) {
	to, from := reflect.ValueOf(app).Elem(), reflect.ValueOf(common)
	for i := range to.NumField() {
		if to.Type().Field(i).Name != "UserEnv" && to.Field(i).IsZero() {
			to.Field(i).Set(from.Field(i))
		}
	}
	env := map[string]string{}
	maps.Copy(env, common.UserEnv)
	maps.Copy(env, app.UserEnv)
	app.UserEnv = env
}
