package sessions

import (
	"encoding/base64"
	"strings"
	"testing"

	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/typeid"
)

// FuzzVerify: only what the genuine key has signed is verified, in the one
// spelling that it has. The parts are also given one by one and signed, so that
// the fuzzer gets behind the signature.
func FuzzVerify(f *testing.F) {
	k := testKey(f, 1)
	good := `{"alg":"EdDSA","typ":"at+jwt","kid":"` + k.ID() + `"}`
	genuine := signed(k, good, claimsJSON())
	f.Add(genuine, good, claimsJSON())
	f.Add(strings.TrimRight(genuine, "="), strings.TrimSuffix(good, "}")+`,"crit":["exp"]}`, claimsJSON("exp", `"9999999999"`))
	f.Add("..", `{"alg":"none"}`, claimsJSON("aud", `["heed","other"]`))
	f.Add("", `["EdDSA"]`, "null")
	f.Fuzz(func(t *testing.T, token, header, payload string) {
		r := testRing(t, k)
		if got, err := r.Verify(testNow, token); err == nil && token != again(t, k, token) {
			t.Errorf("%q gives %+v", token, got)
		}
		got, err := r.Verify(testNow, signed(k, header, payload))
		if err != nil {
			if fault.CodeOf(err) != fault.CodeUnauthenticated || got != (Claims{}) {
				t.Errorf("%+v, %v", got, err)
			}
			return
		}
		if !got.User.Valid() || !got.Tenant.Valid() || !got.Session.Valid() {
			t.Errorf("%s %s gives %+v", header, payload, got)
		}
		if left := got.Expires.Sub(testNow); left <= 0 || left > AccessTTL+skew {
			t.Errorf("%s lives %v", payload, left)
		}
	})
}

// again is the token as the key signs its first two parts.
func again(t *testing.T, k SigningKey, token string) string {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return ""
	}
	var texts []string
	for _, part := range parts[:2] {
		text, err := base64.RawURLEncoding.DecodeString(part)
		if err != nil {
			return ""
		}
		texts = append(texts, string(text))
	}
	return signed(k, texts[0], texts[1])
}

// FuzzRefreshToken: a text is a refresh token only where it is the one that was
// given out.
func FuzzRefreshToken(f *testing.F) {
	keys, err := vault.ParseKeys("test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(refreshToken(keys, testWho.Session, 0), string(testWho.Session), 0)
	f.Add(refreshToken(keys, testWho.Session, 41)+"\n", "ses_x.1", 7)
	f.Add("hr_..", ".", -1)
	f.Add("", "", 0)
	f.Fuzz(func(t *testing.T, text, session string, generation int) {
		if id, n, ok := readRefresh(keys, text); ok && refreshToken(keys, id, n) != text {
			t.Errorf("%q was read as %s, %d", text, id, n)
		}
		id, n, ok := readRefresh(keys, refreshToken(keys, typeid.ID(session), generation))
		if !ok {
			return // the session is no id
		}
		if string(id) != session || n != generation {
			t.Errorf("%q, %d was read as %q, %d", session, generation, id, n)
		}
	})
}
