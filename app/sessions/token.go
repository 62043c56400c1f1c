// Package sessions signs members in and out: passwords, access tokens (JWT,
// RFC 9068 and 8725) and the families of refresh tokens behind them.
package sessions

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"heed/rules/fault"
	"heed/rules/typeid"
)

const (
	// AccessTTL is how long an access token is good for.
	AccessTTL = 15 * time.Minute
	// skew is how far the clocks of replicas may differ: a token of another
	// replica may be a little younger than now. It never lengthens a token's life.
	skew = 10 * time.Second
	// maxToken is the longest token in bytes that is looked at.
	maxToken = 4096
	tokenAlg = "EdDSA"
	tokenTyp = "at+jwt"
)

// Claims are what an access token says. Expires is set by Mint and Verify.
type Claims struct {
	User, Tenant, Session typeid.ID
	Expires               time.Time
}

// payload is the claims as they are in the token.
type payload struct {
	jwt.RegisteredClaims
	Tenant  typeid.ID `json:"tenant"`
	Session typeid.ID `json:"sid"`
}

// verified is a token that was verified before.
type verified struct {
	claims    Claims
	notBefore time.Time
}

// Expiry is when a token minted now expires; tokens count whole seconds.
func Expiry(now time.Time) time.Time { return now.UTC().Truncate(time.Second).Add(AccessTTL) }

// Mint makes an access token that is good until Expiry(now).
func (r *Keyring) Mint(now time.Time, c Claims) (string, error) {
	if !c.User.Valid() || !c.Tenant.Valid() || !c.Session.Valid() {
		return "", errors.New("sessions: a token needs a user, a tenant and a session")
	}
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return "", fmt.Errorf("sessions: token: %w", err)
	}
	token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, payload{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: r.issuer, Audience: jwt.ClaimStrings{r.audience}, Subject: string(c.User),
			IssuedAt: jwt.NewNumericDate(now), NotBefore: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(Expiry(now)),
			ID: base64.RawURLEncoding.EncodeToString(id),
		},
		Tenant: c.Tenant, Session: c.Session,
	})
	token.Header["typ"] = tokenTyp
	token.Header["kid"] = r.current.id
	text, err := token.SignedString(r.current.private)
	if err != nil {
		return "", fmt.Errorf("sessions: token: %w", err)
	}
	return text, nil
}

// Verify reads an access token: UNAUTHENTICATED with the sentence
// "token.expired" for a genuine token that is too old, and plainly for all
// others. Whether the session still exists is not asked here.
func (r *Keyring) Verify(now time.Time, token string) (Claims, error) {
	if len(token) > maxToken {
		return Claims{}, refuse(errors.New("token too long"))
	}
	sum := sha256.Sum256([]byte(token))
	v, known := r.verified.Get(sum)
	if !known {
		var err error
		if v, err = r.verify(now, token); err != nil {
			return Claims{}, refuse(err)
		}
	}
	switch {
	case !now.Before(v.claims.Expires):
		r.verified.Remove(sum)
		return Claims{}, expired(jwt.ErrTokenExpired)
	case now.Add(skew).Before(v.notBefore):
		return Claims{}, refuse(jwt.ErrTokenNotValidYet)
	case !known:
		r.verified.Add(sum, v)
	}
	return v.claims, nil
}

// verify checks everything but the time of expiry. What the header says is
// believed only where one answer is possible.
func (r *Keyring) verify(now time.Time, token string) (verified, error) {
	if strings.ContainsFunc(token, foreign) {
		return verified{}, errors.New("token of other letters")
	}
	head, _, _ := strings.Cut(token, ".")
	kid, err := checkHeader(head)
	if err != nil {
		return verified{}, err
	}
	key, ok := r.public[kid]
	if !ok {
		return verified{}, errors.New("unknown kid")
	}
	var p payload
	_, err = jwt.ParseWithClaims(token, &p, func(*jwt.Token) (any, error) { return key, nil },
		jwt.WithValidMethods([]string{tokenAlg}), jwt.WithStrictDecoding(), jwt.WithIssuer(r.issuer), jwt.WithAudience(r.audience),
		jwt.WithExpirationRequired(), jwt.WithNotBeforeRequired(), jwt.WithIssuedAt(),
		jwt.WithTimeFunc(func() time.Time { return now }), jwt.WithLeeway(skew))
	if err != nil && !onlyExpired(err) {
		return verified{}, err
	}
	whole := len(p.Audience) == 1 && p.IssuedAt != nil && p.ID != "" &&
		typeid.ID(p.Subject).Valid() && p.Tenant.Valid() && p.Session.Valid()
	if !whole || p.ExpiresAt.Sub(p.IssuedAt.Time) > AccessTTL {
		return verified{}, errors.New("claims are missing, or the token lives too long")
	}
	return verified{
		claims:    Claims{User: typeid.ID(p.Subject), Tenant: p.Tenant, Session: p.Session, Expires: p.ExpiresAt.UTC()},
		notBefore: p.NotBefore.Time,
	}, nil
}

// foreign tells what never stands in a token; Go's decoder skips line ends.
func foreign(r rune) bool {
	letter := r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	return !letter && r != '-' && r != '_' && r != '.'
}

// onlyExpired tells whether a genuine token has no other fault than its age.
// Claims are looked at only after the signature was found good.
func onlyExpired(err error) bool {
	if !errors.Is(err, jwt.ErrTokenExpired) {
		return false
	}
	for _, other := range []error{
		jwt.ErrTokenNotValidYet, jwt.ErrTokenUsedBeforeIssued, jwt.ErrTokenInvalidIssuer, jwt.ErrTokenInvalidAudience,
		jwt.ErrTokenRequiredClaimMissing, jwt.ErrTokenMalformed, jwt.ErrTokenSignatureInvalid, jwt.ErrTokenUnverifiable,
	} {
		if errors.Is(err, other) {
			return false
		}
	}
	return true
}

// checkHeader wants exactly alg, typ and kid, each once: no key or address of a
// key is taken from a token, and no extension (crit, b64, zip) is understood.
func checkHeader(segment string) (kid string, err error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(segment)
	if err != nil {
		return "", fmt.Errorf("header: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	want := map[string]string{"alg": tokenAlg, "typ": tokenTyp, "kid": ""}
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return "", errors.New("header: no object")
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return "", fmt.Errorf("header: %w", err)
		}
		field, _ := name.(string)
		expected, allowed := want[field]
		if !allowed {
			return "", fmt.Errorf("header: unexpected or repeated %q", field)
		}
		delete(want, field)
		value, err := d.Token()
		if err != nil {
			return "", fmt.Errorf("header: %w", err)
		}
		text, _ := value.(string)
		if field == "kid" {
			kid = text
		} else if text != expected {
			return "", fmt.Errorf("header: wrong %s", field)
		}
	}
	if _, err := d.Token(); err != nil || len(want) > 0 || d.InputOffset() != int64(len(raw)) {
		return "", errors.New("header: not whole")
	}
	return kid, nil
}

func refuse(cause error) error { return fault.Unauthenticated().Because(cause) }

func expired(cause error) error {
	return fault.New(fault.CodeUnauthenticated, "token.expired").Because(cause)
}
