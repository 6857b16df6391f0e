package kafka

import "fmt"

// A Kind of broker. It is a flag.Value.
type Kind string

// The kinds.
const (
	Embedded Kind = "embedded"
	Apache   Kind = "apache"
)

// Set implements flag.Value.
func (k *Kind) Set(text string) error {
	switch kind := Kind(text); kind {
	case Embedded, Apache:
		*k = kind
		return nil
	}
	return fmt.Errorf("it must be %s or %s", Embedded, Apache)
}

// String implements flag.Value.
func (k *Kind) String() string { return string(*k) }
