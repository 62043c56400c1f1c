package delivery

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Without a mail server letters are files that can be read as they are, and the
// log tells where, but not to whom.
func TestFiles(t *testing.T) {
	var log bytes.Buffer
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(was) })
	dir := filepath.Join(t.TempDir(), "mail")
	post, err := Files(dir, "Heed <heed@localhost>")
	if err != nil {
		t.Fatal(err)
	}
	link := "http://localhost:8080/invite/" + strings.Repeat("a", 60)
	for range 2 {
		if err := post(t.Context(), Letter{To: "min@new.example", Subject: "邀请", Text: "您好：\n" + link + "\n"}); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, path := range files {
		letter, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
		if _, text := read(t, string(letter)); !strings.Contains(text, link+"\n") || !strings.Contains(string(letter), link) {
			t.Errorf("%s", letter)
		}
		if !strings.Contains(log.String(), path) {
			t.Errorf("the log does not tell of %s: %s", path, log.String())
		}
	}
	if strings.Contains(log.String(), "@") || strings.Contains(log.String(), link) {
		t.Errorf("the log tells too much: %s", log.String())
	}
	if err := post(t.Context(), Letter{To: "nobody"}); !Refused(err) {
		t.Error(err)
	}
}
