package vault

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// testKey is a key of 32 different bytes.
func testKey(seed byte) string {
	b := make([]byte, keySize)
	for i := range b {
		b[i] = seed + byte(i)
	}
	return base64.StdEncoding.EncodeToString(b)
}

func keys(tb testing.TB, text string) *Keys {
	tb.Helper()
	k, err := ParseKeys(text)
	if err != nil {
		tb.Fatal(err)
	}
	return k
}

func TestParseKeys(t *testing.T) {
	a, b := testKey(1), testKey(100)
	for name, text := range map[string]string{
		"one":        "k1:" + a,
		"unpadded":   "k1:" + strings.TrimRight(a, "="),
		"line end":   "k1:" + a + "\n",
		"comma":      "k1:" + a + ",old:" + b,
		"white rows": " k1:" + a + "\r\n\told:" + b + "\n",
	} {
		k, err := ParseKeys(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if k.Current() != "k1" {
			t.Errorf("%s: current key %q", name, k.Current())
		}
	}
	for name, text := range map[string]string{
		"empty":          " \n",
		"no id":          a,
		"empty id":       ":" + a,
		"bad id":         "k 1:" + a,
		"long id":        strings.Repeat("k", 17) + ":" + a,
		"not base64":     "k1:" + strings.Repeat("!", 44),
		"short":          "k1:" + base64.StdEncoding.EncodeToString([]byte("secret of a few bytes")),
		"long":           "k1:" + base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("ab"), 17)),
		"all zero":       "k1:" + base64.StdEncoding.EncodeToString(make([]byte, keySize)),
		"id twice":       "k1:" + a + ",k1:" + b,
		"same key twice": "k1:" + a + ",k2:" + a,
	} {
		_, err := ParseKeys(text)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, secret := range []string{a, "!!!!", "secret of"} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%s: the error shows the key: %v", name, err)
			}
		}
	}
}

func TestKeysStayOutOfLogs(t *testing.T) {
	text := testKey(1)
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	k := keys(t, "k1:"+text)
	inDecimals := strings.Trim(fmt.Sprintf("%d", raw), "[]")
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("start", "keys", k)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("start", "keys", []*Keys{k})
	for _, s := range []string{fmt.Sprintf("%v %+v %#v %s", k, k, k, k), log.String()} {
		if strings.Contains(s, string(raw)) || strings.Contains(s, text) || strings.Contains(s, inDecimals) {
			t.Errorf("the key is shown: %s", s)
		}
	}
}

func TestLoadOrCreate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.key")
	var wg sync.WaitGroup
	made := make([]*Keys, 16)
	for i := range made {
		wg.Go(func() {
			k, err := LoadOrCreate(path)
			if err != nil {
				t.Error(err)
				return
			}
			made[i] = k
		})
	}
	wg.Wait()
	if t.Failed() {
		return
	}
	sealed := made[0].SealSecret("test", []byte("x"))
	for _, k := range made {
		if _, err := k.OpenSecret("test", sealed); err != nil {
			t.Fatalf("two processes made two keys: %v", err)
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode().Perm())
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("%d files are left, error %v", len(entries), err)
	}
}

func TestLoadRefuses(t *testing.T) {
	dir := t.TempDir()
	open, damaged := filepath.Join(dir, "open"), filepath.Join(dir, "damaged")
	if err := os.WriteFile(damaged, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(open, []byte("k1:"+testKey(1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{open, damaged, filepath.Join(dir, "missing", "key")} {
		if _, err := LoadOrCreate(path); err == nil {
			t.Errorf("%s: no error", path)
		}
	}
	if info, err := os.Stat(damaged); err != nil || info.Size() != 0 {
		t.Error("a damaged key file was overwritten")
	}
}
