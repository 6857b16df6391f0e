package runfile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// resolve makes paths absolute (common's from the file's folder, an app's from
// its appDirPath) and picks resources and configuration by the CLI's order:
// the app's own, appDirPath/.dapr, common's, what `dapr init` made.
func resolve(r *raw, base string) error {
	if err := resolveShared(&r.Common, base); err != nil {
		return fmt.Errorf("common: %w", err)
	}
	for i := range r.Apps {
		a := &r.Apps[i]
		if err := absolute(base, &a.AppDirPath); err != nil {
			return fmt.Errorf("app %q: appDirPath: %w", a.AppID, err)
		}
		if err := resolveShared(&a.Shared, a.AppDirPath); err != nil {
			return fmt.Errorf("app %q: %w", a.AppID, err)
		}
		if a.RuntimePath == "" {
			a.RuntimePath = r.Common.RuntimePath
		}
		if err := choose(a, r.Common); err != nil {
			return fmt.Errorf("app %q: %w", a.AppID, err)
		}
	}
	return nil
}

// resolveShared makes the paths of s absolute and adds the deprecated
// resourcesPath to resourcesPaths.
func resolveShared(s *Shared, base string) error {
	for _, p := range []*string{&s.ConfigFile, &s.ResourcesPath, &s.RuntimePath} {
		if err := absolute(base, p); err != nil {
			return err
		}
	}
	for i := range s.ResourcesPaths {
		if err := absolute(base, &s.ResourcesPaths[i]); err != nil {
			return err
		}
	}
	if s.ResourcesPath != "" {
		s.ResourcesPaths = append(s.ResourcesPaths, s.ResourcesPath)
	}
	return nil
}

// absolute resolves ~ and relative paths in place; the path must exist.
func absolute(base string, path *string) error {
	if *path == "" {
		return nil
	}
	if *path == "~" || strings.HasPrefix(*path, "~/") {
		home, err := os.UserHomeDir()
		if err != nil {
			return err
		}
		*path = filepath.Join(home, (*path)[1:])
	}
	if !filepath.IsAbs(*path) {
		*path = filepath.Join(base, *path)
	}
	_, err := os.Stat(*path)
	return err
}

// choose picks the app's resources and configuration.
func choose(a *App, common Shared) error {
	dapr, err := DaprFolder(a.RuntimePath)
	if err != nil {
		return err
	}
	if len(a.ResourcesPaths) == 0 {
		local := filepath.Join(a.AppDirPath, ".dapr", "resources")
		switch {
		case exists(local):
			a.ResourcesPaths = []string{local}
		case len(common.ResourcesPaths) > 0:
			a.ResourcesPaths = append(a.ResourcesPaths, common.ResourcesPaths...)
		case exists(filepath.Join(dapr, "components")):
			a.ResourcesPaths = []string{filepath.Join(dapr, "components")}
		}
	}
	if a.ConfigFile == "" {
		local := filepath.Join(a.AppDirPath, ".dapr", "config.yaml")
		switch {
		case exists(local):
			a.ConfigFile = local
		case common.ConfigFile != "":
			a.ConfigFile = common.ConfigFile
		case exists(filepath.Join(dapr, "config.yaml")):
			a.ConfigFile = filepath.Join(dapr, "config.yaml")
		}
	}
	return nil
}

// DaprFolder is where `dapr init` installs: runtimePath/.dapr, else
// $DAPR_RUNTIME_PATH/.dapr, else ~/.dapr.
func DaprFolder(runtimePath string) (string, error) {
	if runtimePath != "" {
		return filepath.Join(runtimePath, ".dapr"), nil
	}
	if p := strings.TrimSpace(os.Getenv("DAPR_RUNTIME_PATH")); p != "" {
		return filepath.Join(p, ".dapr"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, ".dapr"), nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
