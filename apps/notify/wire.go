package main

import (
	"context"
	"math/rand/v2"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist/remote"
	"github.com/errandapp/errand/apps/notify/channel"
	"github.com/errandapp/errand/apps/notify/door"
	"github.com/errandapp/errand/apps/notify/tell"
)

// wire puts the parts together. components are those that the sidecar must
// have loaded.
func wire(cfg Config, dapr client.Client, w outside) (entry door.Door, components []string) {
	secrets := channel.NewSecrets(dapr)
	links := channel.NewLinks(cfg.PublicURL, secrets)
	channels, components := configured(cfg, dapr, secrets, links, w)
	topics := channel.NewTopics(dapr)
	teller := &tell.Teller{
		Store: channel.NewStore(dapr), Lists: remote.New(dapr), Jobs: channel.NewJobs(dapr), Graves: topics,
		Channels: channels, Plans: cfg.plans(), MailTo: cfg.MailTo,
		Now: w.now, NewName: w.newName, Chance: rand.Float64, Log: w.log, Figures: tell.NewFigures(w.registry),
	}
	return door.Door{
		Teller: teller, People: teller, Graves: topics, Figures: teller.Figures,
		PushKey: func(ctx context.Context) (string, error) {
			private, err := secrets.Get(ctx, channel.VAPIDKey)
			if err != nil {
				return "", err
			}
			return channel.PublicKey(private)
		},
		Endpoint: func(s string) error { return channel.PublicURL(s, cfg.PushLocal) },
		Signed:   links.Read, Turns: make(chan struct{}, door.ListsAtOnce), Token: cfg.AppToken, Log: w.log,
	}, components
}

// configured are the channels that this deployment has, and the components
// that have to be there for them.
func configured(cfg Config, dapr client.Client, secrets *channel.Secrets, links *channel.Links, w outside) (on []tell.Channel, components []string) {
	components = []string{channel.StateStore, channel.SecretStore}
	if cfg.SMTPHost != "" {
		on, components = append(on, channel.NewMail(dapr, links, cfg.MailFrom)), append(components, channel.MailBinding)
	}
	if cfg.WebhookURL != "" {
		on, components = append(on, channel.NewWebhook(dapr, secrets, w.now)), append(components, channel.WebhookBinding)
	}
	on = append(on, channel.NewPush(secrets, cfg.MailFrom, cfg.PushLocal))
	if cfg.NtfyURL != "" {
		on, components = append(on, channel.NewNtfy(dapr, links.Page())), append(components, channel.NtfyBinding)
	}
	return on, components
}
