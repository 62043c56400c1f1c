package sessions

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/ent/vault"
	"heed/rules/fault"
)

func b64(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// signed is a token of any header and payload with a genuine signature over them.
func signed(k SigningKey, header, payload string) string {
	text := b64(header) + "." + b64(payload)
	return text + "." + b64(string(ed25519.Sign(k.private, []byte(text))))
}

// hs256 is a token signed with the text as a shared secret.
func hs256(secret, header, payload string) string {
	text := b64(header) + "." + b64(payload)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	return text + "." + b64(string(mac.Sum(nil)))
}

// claimsJSON is a good payload with some fields changed; "" takes a field away.
func claimsJSON(changes ...string) string {
	exp := Expiry(testNow).Unix()
	fields := [][2]string{
		{"iss", `"` + testIssuer + `"`},
		{"aud", `["` + testAudience + `"]`},
		{"sub", `"` + string(testWho.User) + `"`},
		{"exp", fmt.Sprint(exp)},
		{"nbf", fmt.Sprint(testNow.Unix())},
		{"iat", fmt.Sprint(testNow.Unix())},
		{"jti", `"j"`},
		{"tenant", `"` + string(testWho.Tenant) + `"`},
		{"sid", `"` + string(testWho.Session) + `"`},
	}
	for i := 0; i < len(changes); i += 2 {
		at := slices.IndexFunc(fields, func(f [2]string) bool { return f[0] == changes[i] })
		fields[at][1] = changes[i+1]
	}
	var parts []string
	for _, f := range fields {
		if f[1] != "" {
			parts = append(parts, `"`+f[0]+`":`+f[1])
		}
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// Every one is refused; most carry a genuine signature, so that only the one
// check they are about can refuse them.
func TestForgedTokens(t *testing.T) {
	k, stranger := testKey(t, 1), testKey(t, 9)
	kid := k.ID()
	head := func(alg, typ, kid string) string {
		return fmt.Sprintf(`{"alg":%q,"typ":%q,"kid":%q}`, alg, typ, kid)
	}
	good := head("EdDSA", "at+jwt", kid)
	with := func(extra string) string { return strings.TrimSuffix(good, "}") + "," + extra + "}" }
	at := func(d time.Duration) string { return fmt.Sprint(testNow.Add(d).Unix()) }
	genuine := signed(k, good, claimsJSON())
	parts := strings.Split(genuine, ".")
	public := string(k.Public())
	x := base64.RawURLEncoding.EncodeToString(stranger.Public())
	keys, err := vault.ParseKeys("test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
	if err != nil {
		t.Fatal(err)
	}
	victim := claimsJSON("tenant", `"`+string(testWho.User)+`"`)

	if _, err := testRing(t, k).Verify(testNow, genuine); err != nil {
		t.Fatalf("the pattern of the forgeries is refused itself: %v", err)
	}
	forged := map[string]string{
		// algorithm
		"none":                         b64(head("none", "at+jwt", kid)) + "." + parts[1] + ".",
		"none with signature":          b64(head("none", "at+jwt", kid)) + "." + parts[1] + "." + parts[2],
		"None":                         signed(k, head("None", "at+jwt", kid), claimsJSON()),
		"no alg":                       signed(k, `{"typ":"at+jwt","kid":"`+kid+`"}`, claimsJSON()),
		"HS256 with the public key":    hs256(public, head("HS256", "at+jwt", kid), claimsJSON()),
		"HS256 with the key as base64": hs256(base64.RawURLEncoding.EncodeToString([]byte(public)), head("HS256", "at+jwt", kid), claimsJSON()),
		"HS256 under EdDSA":            hs256(public, good, claimsJSON()),
		"HS256 with an empty secret":   hs256("", head("HS256", "at+jwt", kid), claimsJSON()),
		"RS256":                        signed(k, head("RS256", "at+jwt", kid), claimsJSON()),
		"ES256":                        signed(k, head("ES256", "at+jwt", kid), claimsJSON()),
		"Ed25519 as alg":               signed(k, head("Ed25519", "at+jwt", kid), claimsJSON()),
		"capital alg":                  signed(k, head("EDDSA", "at+jwt", kid), claimsJSON()),
		"alg is a list":                signed(k, `{"alg":["EdDSA"],"typ":"at+jwt","kid":"`+kid+`"}`, claimsJSON()),
		// type
		"typ JWT":          signed(k, head("EdDSA", "JWT", kid), claimsJSON()),
		"typ of others":    signed(k, head("EdDSA", "dpop+jwt", kid), claimsJSON()),
		"capital typ":      signed(k, head("EdDSA", "AT+JWT", kid), claimsJSON()),
		"typ with blank":   signed(k, head("EdDSA", "at+jwt ", kid), claimsJSON()),
		"no typ":           signed(k, `{"alg":"EdDSA","kid":"`+kid+`"}`, claimsJSON()),
		"typ is a number":  signed(k, `{"alg":"EdDSA","typ":1,"kid":"`+kid+`"}`, claimsJSON()),
		"application type": signed(k, head("EdDSA", "application/at+jwt", kid), claimsJSON()),
		// kid
		"no kid":              signed(k, `{"alg":"EdDSA","typ":"at+jwt"}`, claimsJSON()),
		"empty kid":           signed(k, head("EdDSA", "at+jwt", ""), claimsJSON()),
		"null kid":            signed(k, `{"alg":"EdDSA","typ":"at+jwt","kid":null}`, claimsJSON()),
		"unknown kid":         signed(stranger, head("EdDSA", "at+jwt", stranger.ID()), claimsJSON()),
		"kid of another key":  signed(stranger, good, claimsJSON()),
		"kid is a path":       signed(k, head("EdDSA", "at+jwt", "../../../../dev/null"), claimsJSON()),
		"kid is SQL":          signed(k, head("EdDSA", "at+jwt", "x' UNION SELECT 'key'--"), claimsJSON()),
		"kid is a command":    signed(k, head("EdDSA", "at+jwt", "key|/usr/bin/id"), claimsJSON()),
		"kid is an address":   signed(stranger, head("EdDSA", "at+jwt", "https://evil.example/key"), claimsJSON()),
		"kid with a NUL":      signed(k, `{"alg":"EdDSA","typ":"at+jwt","kid":"`+kid+`\u0000"}`, claimsJSON()),
		"kid is an object":    signed(k, `{"alg":"EdDSA","typ":"at+jwt","kid":{"x":1}}`, claimsJSON()),
		"all zero public key": b64(good) + "." + parts[1] + "." + b64(strings.Repeat("\x00", 64)),
		// keys in the header
		"jku":      signed(stranger, with(`"jku":"https://evil.example/jwks.json"`), claimsJSON()),
		"jwk":      signed(stranger, with(`"jwk":{"kty":"OKP","crv":"Ed25519","x":"`+x+`"}`), claimsJSON()),
		"x5u":      signed(stranger, with(`"x5u":"https://evil.example/cert.pem"`), claimsJSON()),
		"x5c":      signed(stranger, with(`"x5c":["MIIB"]`), claimsJSON()),
		"good jwk": signed(k, with(`"jwk":{"kty":"OKP"}`), claimsJSON()),
		"good jku": signed(k, with(`"jku":"`+testIssuer+`"`), claimsJSON()),
		// extensions and repeats
		"crit":             signed(k, with(`"crit":["exp"]`), claimsJSON()),
		"crit unknown":     signed(k, with(`"crit":["x"],"x":1`), claimsJSON()),
		"b64 false":        signed(k, with(`"b64":false,"crit":["b64"]`), claimsJSON()),
		"zip":              signed(k, with(`"zip":"DEF"`), claimsJSON()),
		"alg twice":        signed(k, with(`"alg":"none"`), claimsJSON()),
		"alg twice, alike": signed(k, with(`"alg":"EdDSA"`), claimsJSON()),
		"kid twice":        signed(k, with(`"kid":"x"`), claimsJSON()),
		"Alg beside alg":   signed(k, with(`"Alg":"none"`), claimsJSON()),
		"text after head":  signed(k, good+"{}", claimsJSON()),
		"head is a list":   signed(k, `["EdDSA"]`, claimsJSON()),
		"head is null":     signed(k, `null`, claimsJSON()),
		"head is cut off":  signed(k, strings.TrimSuffix(good, "}"), claimsJSON()),
		"head is no text":  signed(k, "\xff\xfe", claimsJSON()),
		// time
		"not valid yet":     signed(k, good, claimsJSON("nbf", at(time.Minute))),
		"issued later":      signed(k, good, claimsJSON("iat", at(time.Minute))),
		"lives too long":    signed(k, good, claimsJSON("exp", at(AccessTTL+time.Second))),
		"expires as text":   signed(k, good, claimsJSON("exp", `"9999999999"`)),
		"expired, and aud":  signed(k, good, claimsJSON("exp", at(-time.Hour), "aud", `["x"]`)),
		"expired, and sid":  signed(k, good, claimsJSON("exp", at(-time.Hour), "sid", "")),
		"expired, stranger": signed(stranger, good, claimsJSON("exp", at(-time.Hour))),
		// issuer and audience
		"wrong iss":         signed(k, good, claimsJSON("iss", `"https://evil.example"`)),
		"iss with a slash":  signed(k, good, claimsJSON("iss", `"`+testIssuer+`/"`)),
		"wrong aud":         signed(k, good, claimsJSON("aud", `["other"]`)),
		"one aud too many":  signed(k, good, claimsJSON("aud", `["heed","other"]`)),
		"aud is empty":      signed(k, good, claimsJSON("aud", `[]`)),
		"capital aud":       signed(k, good, claimsJSON("aud", `["HEED"]`)),
		"ids of other form": signed(k, good, claimsJSON("tenant", `"' OR 1=1"`)),
		// form
		"empty":                "",
		"dots":                 "..",
		"one part":             parts[0],
		"no signature":         parts[0] + "." + parts[1],
		"empty signature":      parts[0] + "." + parts[1] + ".",
		"truncated":            genuine[:len(genuine)-4],
		"four parts":           genuine + ".x",
		"JWE":                  genuine + ".AAAA.BBBB",
		"blank before":         " " + genuine,
		"line after":           genuine + "\n",
		"line within":          parts[0] + ".\r\n" + parts[1] + "." + parts[2],
		"Bearer":               "Bearer " + genuine,
		"padded":               parts[0] + "." + parts[1] + "." + parts[2] + "==",
		"plain base64":         signed(k, good, claimsJSON("jti", `"`+strings.Repeat("??>", 5)+`"`)) + "+/",
		"swapped payload":      parts[0] + "." + b64(victim) + "." + parts[2],
		"swapped head":         b64(head("EdDSA", "at+jwt", kid)+" ") + "." + parts[1] + "." + parts[2],
		"signature of another": parts[0] + "." + parts[1] + "." + strings.Split(signed(k, good, victim), ".")[2],
		"payload is a list":    signed(k, good, "[]"),
		"payload is no JSON":   signed(k, good, "claims"),
		"nested":               signed(k, with(`"cty":"JWT"`), genuine),
		"nested alone":         signed(k, good, `"`+genuine+`"`),
		"giant":                signed(k, good, claimsJSON("jti", `"`+strings.Repeat("x", maxToken)+`"`)),
		"giant head":           b64(with(`"x":"`+strings.Repeat("x", 1<<20)+`"`)) + "." + parts[1] + "." + parts[2],
		"nested brackets":      b64(strings.Repeat("[", 2900)) + "." + parts[1] + "." + parts[2],
		"JSON serialisation":   `{"protected":"` + parts[0] + `","payload":"` + parts[1] + `","signature":"` + parts[2] + `"}`,
		"other spelling":       genuine[:len(genuine)-1] + nextLetter(genuine[len(genuine)-1]),
		"malleable signature":  parts[0] + "." + parts[1] + "." + raised(t, parts[2]),
		"refresh token":        refreshToken(keys, testWho.Session, 0),
		"signed refresh token": signed(k, good, refreshToken(keys, testWho.Session, 0)),
	}
	for _, claim := range []string{"iss", "aud", "sub", "exp", "nbf", "iat", "jti", "tenant", "sid"} {
		forged["without "+claim] = signed(k, good, claimsJSON(claim, ""))
		forged["null "+claim] = signed(k, good, claimsJSON(claim, "null"))
	}
	for name, token := range forged {
		t.Run(name, func(t *testing.T) {
			r := testRing(t, k)
			for range 2 {
				if got, err := r.Verify(testNow, token); !errors.Is(err, fault.Unauthenticated()) || got != (Claims{}) {
					t.Errorf("%+v, error %v", got, err)
				}
			}
			if r.verified.Len() != 0 {
				t.Error("a forged token is remembered")
			}
		})
	}
	if len(forged) < 30 {
		t.Errorf("only %d forgeries", len(forged))
	}
}

// nextLetter gives the base64 letter whose last bits differ where they do not count.
func nextLetter(c byte) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	return string(letters[strings.IndexByte(letters, c)^1])
}

// raised adds the order of the group to the S of a signature, which then fulfils
// the same equation.
func raised(t *testing.T, signature string) string {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(signature)
	if err != nil {
		t.Fatal(err)
	}
	order, _ := new(big.Int).SetString("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16)
	s := raw[32:]
	slices.Reverse(s) // it is little-endian
	sum := new(big.Int).Add(new(big.Int).SetBytes(s), order)
	sum.FillBytes(s)
	slices.Reverse(s)
	return base64.RawURLEncoding.EncodeToString(raw)
}
