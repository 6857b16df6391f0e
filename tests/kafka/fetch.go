package kafka

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed pom.xml
var pom []byte

// Fetch makes sure that Apache's archives are in a folder of bin, and returns
// it. The folder is named for what pom.xml says, so that it is fetched once;
// Maven reaches the network only for what it does not keep already.
func Fetch(ctx context.Context, bin string) (lib string, err error) {
	lib = filepath.Join(bin, fmt.Sprintf("kafka-%x", sha256.Sum256(pom))[:len("kafka-")+12])
	if _, err := os.Stat(lib); err == nil {
		return lib, nil
	}
	if err := os.MkdirAll(bin, 0o755); err != nil {
		return "", err
	}
	work, err := os.MkdirTemp(bin, "kafka-fetch-") // others may be fetching too
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	file := filepath.Join(work, "pom.xml")
	if err := os.WriteFile(file, pom, 0o644); err != nil {
		return "", err
	}
	fresh := filepath.Join(work, "lib")
	maven := exec.CommandContext(ctx, "mvn", "--quiet", "--batch-mode", "--strict-checksums", "-f", file,
		"dependency:copy-dependencies", "-DoutputDirectory="+fresh, "-DincludeScope=runtime")
	if out, err := maven.CombinedOutput(); err != nil {
		return "", fmt.Errorf("fetch Apache Kafka with Maven: %w: %s", err, out)
	}
	if err := os.Chmod(fresh, 0o755); err != nil {
		return "", err
	}
	err = os.Rename(fresh, lib)
	if errors.Is(err, os.ErrExist) { // somebody was quicker
		err = nil
	}
	return lib, err
}
