package hosting

import (
	"crypto/subtle"
	"encoding/json"
	"io"
	"net/http"
)

// maxCall is the largest call that is read.
const maxCall = 1 << 20

// HTTP hosts the types over the routes that daprd calls on an app's port. It
// serves the same turns as Stream, for sidecars without the stream API.
//
// A route can be reached past Dapr's per-actor lock, by service invocation or
// by anybody who reaches the port. So the app API token is required when
// there is one (token is not empty), and deploy has the access-control policy
// of the app deny service invocation; the actor's own lock and the fence
// stand behind both.
func (t Types) HTTP(token string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /dapr/config", func(w http.ResponseWriter, _ *http.Request) {
		t.begin() // a sidecar asks when it starts
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{
			"entities":              t.names(),
			"actorIdleTimeout":      IdleTimeout.String(),
			"drainRebalancedActors": false,
		})
	})
	for name, actors := range t {
		route(mux, "/actors/"+name+"/{id}", actors)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given := r.Header.Get("dapr-api-token")
		if token != "" && subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
			http.Error(w, "the app API token is missing or wrong", http.StatusUnauthorized)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// route serves the actors of one type.
func route(mux *http.ServeMux, actor string, actors Actors) {
	mux.HandleFunc("PUT "+actor+"/method/{method}", func(w http.ResponseWriter, r *http.Request) {
		payload, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCall))
		if err != nil {
			http.Error(w, "read call", http.StatusBadRequest)
			return
		}
		reply, err := actors.Invoke(r.Context(), r.PathValue("id"), r.PathValue("method"), payload)
		if err != nil {
			http.Error(w, "write reply", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(reply)
	})
	mux.HandleFunc("PUT "+actor+"/method/remind/{name}", func(w http.ResponseWriter, r *http.Request) {
		answer(w, actors.Remind(r.Context(), r.PathValue("id"), r.PathValue("name")))
	})
	mux.HandleFunc("PUT "+actor+"/method/timer/{name}", func(w http.ResponseWriter, r *http.Request) {
		answer(w, actors.Fire(r.Context(), r.PathValue("id"), r.PathValue("name")))
	})
	mux.HandleFunc("DELETE "+actor, func(w http.ResponseWriter, r *http.Request) {
		actors.Deactivate(r.PathValue("id"))
	})
}

// answer makes Dapr try again after an error.
func answer(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, "failed; see the log", http.StatusInternalServerError)
	}
}
