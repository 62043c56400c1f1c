package vault

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestNewKey(t *testing.T) {
	for _, tt := range []struct {
		have *Keys
		want string
	}{
		{nil, "k1:"},
		{keys(t, "k1:"+testKey(1)), "k2:"},
		{keys(t, "k7:"+testKey(1)+" k3:"+testKey(100)), "k8:"},
		{keys(t, "old:"+testKey(1)), "k1:"},
		{keys(t, "kx:"+testKey(1)), "k1:"},
	} {
		text, err := NewKey(tt.have)
		if err != nil || !strings.HasPrefix(text, tt.want) {
			t.Errorf("%v: %.3s…, error %v", tt.have, text, err)
		}
		if _, err := ParseKeys(text); err != nil {
			t.Errorf("%v: the new key cannot be read: %v", tt.have, err)
		}
	}
}

func TestAddKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.key")
	if _, err := AddKey(path); err == nil {
		t.Fatal("a key was added to no file")
	}
	first, err := LoadOrCreate(path)
	if err != nil {
		t.Fatal(err)
	}
	sealed := first.Seal(phoneField, "13812345678")
	both, err := AddKey(path)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(both.IDs(), []string{"k2", "k1"}) || both.Current() != "k2" {
		t.Errorf("the keys are %v", both.IDs())
	}
	read, err := LoadOrCreate(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := read.Open(phoneField, sealed); err != nil || got != "13812345678" {
		t.Errorf("what was sealed before opens as %q, %v", got, err)
	}
	// Who read the file before opens what is sealed with the new key, too.
	fresh := both.Seal(phoneField, "13900000000")
	if got, err := first.Open(phoneField, fresh); err != nil || got != "13900000000" || first.Current() != "k2" {
		t.Errorf("who knew the old key only opens %q, %v", got, err)
	}
	if _, err := both.Open(phoneField, keys(t, "k9:"+testKey(1)).Seal(phoneField, "1")); !errors.Is(err, ErrNoKey) {
		t.Errorf("a key that is nowhere: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}

	// Two at once: nobody's key is lost.
	if err := os.WriteFile(path+".new", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := AddKey(path); err == nil || strings.Contains(err.Error(), testKey(1)) {
		t.Errorf("beside another: %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != string(before) {
		t.Errorf("a refusal changed the file (%v)", err)
	}
	if _, err := os.Stat(path + ".new"); err != nil {
		t.Error("the other's file was taken away")
	}
}

func TestSealedBy(t *testing.T) {
	both := keys(t, "k2:"+testKey(100)+",k1:"+testKey(1))
	if id, err := SealedBy(both.Seal(phoneField, "1")); err != nil || id != "k2" {
		t.Errorf("%q, %v", id, err)
	}
	if _, err := SealedBy([]byte("no seal")); err == nil {
		t.Error("what is not sealed has a key")
	}
	if !slices.Equal(both.IDs(), []string{"k2", "k1"}) {
		t.Errorf("the ids are %v", both.IDs())
	}
}

func TestNormal(t *testing.T) {
	for kind, want := range map[string]string{Phone: "+8613812345678", Email: "", WeChat: "13812345678"} {
		if got, ok := Normal(kind, "13812345678"); !ok || got != want {
			t.Errorf("%s: %q, %v", kind, got, ok)
		}
	}
	if _, ok := Normal("address", "x"); ok {
		t.Error("addresses are looked up")
	}
}
