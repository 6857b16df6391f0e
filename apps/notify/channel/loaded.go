package channel

import (
	"context"
	"fmt"
	"slices"

	"github.com/dapr/go-sdk/client"
)

// metadater is the part of a Dapr client that Loaded needs.
type metadater interface {
	GetMetadata(context.Context) (*client.GetMetadataResponse, error)
}

// Loaded makes a check that the sidecar has loaded components. The sidecar
// goes on without a binding that it could not load, such as mail with half
// of its settings, so somebody has to ask.
func Loaded(dapr metadater, names []string) func(context.Context) error {
	return func(ctx context.Context) error {
		meta, err := dapr.GetMetadata(ctx)
		if err != nil {
			return err
		}
		for _, name := range names {
			has := func(c *client.MetadataRegisteredComponents) bool { return c.Name == name }
			if !slices.ContainsFunc(meta.RegisteredComponents, has) {
				return fmt.Errorf("the sidecar has no component %s", name)
			}
		}
		return nil
	}
}
