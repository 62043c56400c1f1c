package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Where no database is, what works with data says so and leaves nothing behind.
func TestNoDatabase(t *testing.T) {
	t.Parallel()
	table := filepath.Join(t.TempDir(), "customers.csv")
	if err := os.WriteFile(table, []byte("名称\n晨光酒店\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	contact := []string{"--company", "demo", "--contact", "con_00000000000000000000000000", "--reason", "asked for"}
	for _, command := range [][]string{
		{"tenant", "list"},
		{"tenant", "plan", "demo", "STANDARD"},
		{"tenant", "suspend", "--reason", "x", "demo"},
		{"tenant", "resume", "demo"},
		{"tenant", "reopen", "demo"},
		append([]string{"person", "export"}, contact...),
		append([]string{"person", "erase"}, contact...),
		{"keys", "rotate"},
		{"keys", "status"},
		{"audit", "verify"},
		{"import", "customers", "--company", "demo", table},
		{"import", "requirements", "--company", "demo", table},
		{"worker"},
	} {
		p := &place{dir: filepath.Join(t.TempDir(), "none")}
		p.heed(t, command...).refused(t, "no database is at "+filepath.Join(p.dir, "heed.db"), "--data-dir")
		p.heedAt(t.Context(), "sqlite:"+filepath.Join(p.dir, "other.db"), command...).refused(t, "no database is at "+filepath.Join(p.dir, "other.db"))
		if _, err := os.Stat(p.dir); !os.IsNotExist(err) {
			t.Errorf("%v leaves something behind: %v", command, err)
		}
	}
	// A command that makes one does, and then the others work.
	p := &place{dir: filepath.Join(t.TempDir(), "none")}
	p.heed(t, "migrate", "up").well(t)
	p.heed(t, "tenant", "list").well(t).says(t, "SLUG")
}
