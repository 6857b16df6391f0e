package host

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestRuns(t *testing.T) {
	for text, want := range map[string]struct {
		pages runs
		again string
	}{
		`[1,2,3,4,9]`:                          {runs{1, 2, 3, 4, 9}, `[[1,4],9]`}, // as it was written before
		`[7,[1,3],9]`:                          {runs{7, 1, 2, 3, 9}, `[7,[1,3],9]`},
		`[1,2,9,8]`:                            {runs{1, 2, 9, 8}, `[1,2,9,8]`},
		`[[5,5]]`:                              {runs{5}, `[5]`},
		`[4294967293,[4294967293,4294967295]]`: {runs{4294967293, 4294967293, 4294967294, 4294967295}, `[4294967293,[4294967293,4294967295]]`},
		`[]`:                                   {nil, `[]`},
	} {
		var got runs
		if err := json.Unmarshal([]byte(text), &got); err != nil || !slices.Equal(got, want.pages) {
			t.Errorf("%s: got %v, %v", text, got, err)
			continue
		}
		if again, err := json.Marshal(got); err != nil || string(again) != want.again {
			t.Errorf("%s: written as %s, %v", text, again, err)
		}
	}
	for _, text := range []string{`[[1]]`, `[[3,1]]`, `[[1,2,3]]`, `[-1]`, `["1"]`, `{}`, `[[0,4294967295]]`} {
		var got runs
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

func TestRunsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := runs(rapid.SliceOf(rapid.Uint32Range(1, 12)).Draw(t, "pages"))
		raw, err := json.Marshal(want)
		var got runs
		if err == nil {
			err = json.Unmarshal(raw, &got)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%v became %s and %v: %v", want, raw, got, err)
		}
	})
}
