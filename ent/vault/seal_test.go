package vault

import (
	"bytes"
	"encoding/base64"
	"errors"
	"testing"
)

var phoneField = Field{Tenant: "ten_a", Table: "contacts", Column: "phone", Row: "con_1"}

func TestSealOpen(t *testing.T) {
	k := keys(t, "k1:"+testKey(1))
	for _, plain := range []string{"", "13812345678", "微信号 wx-张三", string(make([]byte, 10_000))} {
		sealed := k.Seal(phoneField, plain)
		if plain != "" && bytes.Contains(sealed, []byte(plain)) {
			t.Errorf("%.20q can be read", plain)
		}
		if bytes.Equal(sealed, k.Seal(phoneField, plain)) {
			t.Errorf("%.20q is sealed alike twice", plain)
		}
		got, err := k.Open(phoneField, sealed)
		if err != nil || got != plain {
			t.Errorf("%.20q: got %.20q, error %v", plain, got, err)
		}
	}
}

func TestOpenElsewhere(t *testing.T) {
	k := keys(t, "k1:"+testKey(1))
	sealed := k.Seal(phoneField, "13812345678")
	for name, f := range map[string]Field{
		"other tenant": {"ten_b", "contacts", "phone", "con_1"},
		"other table":  {"ten_a", "complaints", "phone", "con_1"},
		"other column": {"ten_a", "contacts", "email", "con_1"},
		"other row":    {"ten_a", "contacts", "phone", "con_2"},
		"moved border": {"ten_a", "contactsp", "hone", "con_1"},
	} {
		if got, err := k.Open(f, sealed); !errors.Is(err, ErrSealed) || got != "" {
			t.Errorf("%s: %q, error %v", name, got, err)
		}
	}
	if _, err := k.OpenSecret("phone", sealed); !errors.Is(err, ErrSealed) {
		t.Errorf("as a secret: %v", err)
	}
}

func TestOpenDamaged(t *testing.T) {
	k := keys(t, "k1:"+testKey(1)+" k2:"+testKey(100))
	sealed := k.Seal(phoneField, "13812345678")
	for i := range sealed {
		for _, flip := range []byte{1, 0x80} {
			damaged := bytes.Clone(sealed)
			damaged[i] ^= flip
			if got, err := k.Open(phoneField, damaged); err == nil || got != "" {
				t.Errorf("byte %d: opened as %q", i, got)
			}
		}
		if _, err := k.Open(phoneField, sealed[:i]); err == nil {
			t.Errorf("the first %d bytes open", i)
		}
	}
	if _, err := k.Open(phoneField, append(bytes.Clone(sealed), 0)); err == nil {
		t.Error("with a byte more it opens")
	}
}

func TestRotation(t *testing.T) {
	old := keys(t, "k1:"+testKey(1))
	both := keys(t, "k2:"+testKey(100)+",k1:"+testKey(1))
	next := keys(t, "k2:"+testKey(100))
	sealed := old.Seal(phoneField, "13812345678")
	if got, err := both.Open(phoneField, sealed); err != nil || got != "13812345678" {
		t.Errorf("old key: %q, error %v", got, err)
	}
	if _, err := next.Open(phoneField, sealed); !errors.Is(err, ErrNoKey) {
		t.Errorf("without the key: %v", err)
	}
	sameID := keys(t, "k1:"+testKey(100))
	if _, err := sameID.Open(phoneField, sealed); !errors.Is(err, ErrSealed) {
		t.Errorf("other key, same id: %v", err)
	}
}

func TestSecrets(t *testing.T) {
	k := keys(t, "k1:"+testKey(1))
	sealed := k.SealSecret("signing-key:a", []byte("seed"))
	if got, err := k.OpenSecret("signing-key:a", sealed); err != nil || string(got) != "seed" {
		t.Errorf("%q, error %v", got, err)
	}
	if _, err := k.OpenSecret("signing-key:b", sealed); !errors.Is(err, ErrSealed) {
		t.Errorf("other purpose: %v", err)
	}
}

func TestIncompletePlacePanics(t *testing.T) {
	k := keys(t, "k1:"+testKey(1))
	for _, f := range []Field{
		{"", "t", "c", "r"}, {"a", "", "c", "r"}, {"a", "t", "", "r"}, {"a", "t", "c", ""},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%+v was sealed", f)
				}
			}()
			k.Seal(f, "x")
		}()
	}
}

// stored is what an earlier release wrote: it must open for ever.
func stored(tb testing.TB) []byte {
	tb.Helper()
	b, err := base64.StdEncoding.DecodeString("AQJrMSYfEK5vj1VhU8hGX/0B7PX2aTa33ASTeGXN2ZiklVRjyL7H9Cz3Rg==")
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestOpenStored(t *testing.T) {
	k := keys(t, "k1:"+testKey(1))
	if got, err := k.Open(phoneField, stored(t)); err != nil || got != "13812345678" {
		t.Errorf("%q, error %v", got, err)
	}
}

func FuzzOpen(f *testing.F) {
	k := keys(f, "k1:"+testKey(1))
	genuine := stored(f)
	f.Add(genuine)
	f.Add([]byte{})
	f.Add([]byte{sealVersion, 255})
	f.Add([]byte{sealVersion, 2, 'k', '1'})
	f.Add(append([]byte{sealVersion, 0}, genuine...))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		got, err := k.Open(phoneField, sealed)
		if err == nil && !bytes.Equal(sealed, genuine) {
			t.Fatalf("a forgery opens as %q", got)
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	k := keys(b, "k1:"+testKey(1))
	sealed := k.Seal(phoneField, "13812345678")
	for b.Loop() {
		if _, err := k.Open(phoneField, sealed); err != nil {
			b.Fatal(err)
		}
	}
}
