package sessions

import (
	"crypto/hmac"
	"encoding/base64"
	"strconv"
	"strings"

	"heed/ent/vault"
	"heed/rules/typeid"
)

// refreshPrefix lets people and scanners see what a lost text is.
const refreshPrefix = "hr_"

// maxRefresh bounds what is read as a refresh token, in bytes.
const maxRefresh = 128

// refreshToken is the session's refresh token of a generation: the two, and
// their code by the data key. Nothing of it is stored. Each generation's token
// is always the same, so that a lost answer can be given again; and an old token
// is told from a forged one, so that only a stolen token ends the session.
func refreshToken(keys *vault.Keys, session typeid.ID, generation int) string {
	text := string(session) + "." + strconv.Itoa(generation)
	return refreshPrefix + text + "." + base64.RawURLEncoding.EncodeToString(keys.Lookup("", "refresh", text))
}

// readRefresh reads a refresh token; it is false for one that was never given out.
func readRefresh(keys *vault.Keys, token string) (session typeid.ID, generation int, ok bool) {
	text, ok := strings.CutPrefix(token, refreshPrefix)
	if !ok || len(token) > maxRefresh || strings.ContainsAny(token, "\r\n") { // which the decoder skips
		return "", 0, false
	}
	dot := strings.LastIndexByte(text, '.')
	if dot < 0 {
		return "", 0, false
	}
	code, err := base64.RawURLEncoding.Strict().DecodeString(text[dot+1:])
	if err != nil {
		return "", 0, false
	}
	text = text[:dot]
	for _, known := range keys.Lookups("", "refresh", text) {
		if !hmac.Equal(known, code) {
			continue
		}
		id, number, _ := strings.Cut(text, ".")
		generation, err := strconv.Atoi(number)
		return typeid.ID(id), generation, err == nil && typeid.ID(id).Valid()
	}
	return "", 0, false
}
