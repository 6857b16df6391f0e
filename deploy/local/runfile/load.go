package runfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

// Load reads a run file, or the dapr.yaml in a folder, checks it, makes every
// path absolute and merges `common` into every app.
func Load(path string) (File, error) {
	path, err := locate(path)
	if err != nil {
		return File{}, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return File{}, err
	}
	parsed, err := parse(text)
	if err != nil {
		return File{}, fmt.Errorf("%s: %w", path, err)
	}
	if err := check(parsed); err != nil {
		return File{}, fmt.Errorf("%s: %w", path, err)
	}
	base, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return File{}, err
	}
	if err := resolve(&parsed, base); err != nil {
		return File{}, fmt.Errorf("%s: %w", path, err)
	}
	for i := range parsed.Apps {
		merge(&parsed.Apps[i].Shared, parsed.Common)
		if parsed.Apps[i].AppID == "" {
			parsed.Apps[i].AppID = filepath.Base(parsed.Apps[i].AppDirPath)
		}
	}
	if err := unique(parsed.Apps); err != nil {
		return File{}, fmt.Errorf("%s: %w", path, err)
	}
	return File{Version: parsed.Version, Name: parsed.Name, Apps: parsed.Apps}, nil
}

// locate takes a folder for the dapr.yaml in it, as the CLI does.
func locate(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if info.IsDir() {
		return filepath.Join(path, "dapr.yaml"), nil
	}
	if ext := filepath.Ext(path); ext != ".yaml" && ext != ".yml" {
		return "", fmt.Errorf("%s is not a YAML file", path)
	}
	return path, nil
}

var unknownField = regexp.MustCompile(`field (\S+) not found in type \S+`)

// parse decodes the text and refuses a field that the CLI does not know.
func parse(text []byte) (raw, error) {
	var r raw
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	err := d.Decode(&r)
	if errors.Is(err, io.EOF) {
		return raw{}, errors.New("the file is empty")
	}
	var wrong *yaml.TypeError
	if errors.As(err, &wrong) {
		for i, e := range wrong.Errors {
			wrong.Errors[i] = unknownField.ReplaceAllString(e, `unknown field "$1"`)
		}
		return raw{}, errors.New(strings.Join(wrong.Errors, "; "))
	}
	return r, err
}

// check refuses what the CLI refuses, in words that name the place.
func check(r raw) error {
	if r.Version == 0 {
		return errors.New("the required field version is missing")
	}
	if len(r.Apps) == 0 {
		return errors.New("there are no apps to run")
	}
	for i, a := range r.Apps {
		if a.AppDirPath == "" {
			return fmt.Errorf("app %d (%q): the required field appDirPath is missing", i+1, a.AppID)
		}
		switch a.ImagePullPolicy {
		case "", "Always", "Never", "IfNotPresent":
		default:
			return fmt.Errorf("app %q: containerImagePullPolicy %q is none of Always, Never, IfNotPresent", a.AppID, a.ImagePullPolicy)
		}
		for _, d := range []Destination{a.AppLog, a.DaprdLog, r.Common.AppLog, r.Common.DaprdLog} {
			switch d {
			case "", ToConsole, ToFile, ToFileAndConsole:
			default:
				return fmt.Errorf("app %q: log destination %q is none of console, file, fileAndConsole", a.AppID, d)
			}
		}
	}
	return nil
}

// unique refuses two apps with one id: their state and their names would mix.
func unique(apps []App) error {
	seen := map[string]bool{}
	for _, a := range apps {
		if seen[a.AppID] {
			return fmt.Errorf("two apps have the id %q", a.AppID)
		}
		seen[a.AppID] = true
	}
	return nil
}
