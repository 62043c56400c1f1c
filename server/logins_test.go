package server_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/server/servertest"
)

// A document signs in once at most, by whatever names and detours: guesses
// cannot be packed. Nothing is tried, nothing is counted.
func TestLoginsOfOneDocument(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		guess := func(password string) string {
			return fmt.Sprintf(`sessionCreate(input: {email: "staff@a.example", password: %q}) { session { accessToken } }`, password)
		}
		right := guess(apptest.Password)
		var aliases strings.Builder
		for i := range 15 {
			fmt.Fprintf(&aliases, "g%d: %s\n", i, guess(fmt.Sprint("wrong password ", i)))
		}
		c := s.Dial(t, s.Token(t, "management"))
		before, tries := w.Count(t), w.Client.LoginAttempt.Query().AllX(w.Context())
		for name, document := range map[string]string{
			"two by alias":    `mutation { a: ` + guess("wrong") + ` b: ` + right + ` }`,
			"many by alias":   `mutation { ` + aliases.String() + ` right: ` + right + ` }`,
			"fragments":       `mutation { ...A ...B } fragment A on Mutation { a: ` + guess("wrong") + ` } fragment B on Mutation { b: ` + right + ` }`,
			"inline":          `mutation { ... { a: ` + guess("wrong") + ` } ... on Mutation { b: ` + right + ` } }`,
			"with a refresh":  `mutation { a: ` + right + ` sessionRefresh(input: {refreshToken: "hr_"}) { session { accessToken } } }`,
			"with a register": `mutation { a: ` + right + ` companyRegister(input: {company: {name: "x"}, admin: {name: "x", email: "x@x.example", password: "` + apptest.Password + `"}}) { tenant { id } } }`,
		} {
			if a := s.Do(t, "", document, nil); a.Code() != "BAD_USER_INPUT" || a.Data != nil {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
		c.Subscribe("1", `mutation { a: `+guess("wrong")+` b: `+right+` }`, nil)
		if m := c.Next(); m.Code() != "BAD_USER_INPUT" {
			t.Errorf("over a socket: %s %s", m.Type, m.Payload)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("rows were %v, are %v", before, after)
		}
		if now := w.Client.LoginAttempt.Query().AllX(w.Context()); fmt.Sprint(now) != fmt.Sprint(tries) {
			t.Errorf("attempts were %v, are %v", tries, now)
		}
		// One that is aliased is one.
		if a := s.Do(t, "", `mutation { a: `+right+` }`, nil); a.Code() != "" {
			t.Errorf("once: %s", a.Body)
		}
	})
}
