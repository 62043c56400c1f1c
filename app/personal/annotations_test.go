package personal_test

import (
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/schema/field"

	"heed/ent"
	"heed/ent/migrate"
	"heed/ent/vault"
)

// unsealed are the columns of bytes that hold nothing sealed, and why.
var unsealed = map[string]string{
	"company_heads.hash":         "of the journal's chain",
	"event_details.salt":         "of a commitment",
	"events.commitment":          "a hash",
	"events.hash":                "of the journal's chain",
	"idempotency_records.digest": "a salted hash",
	"idempotency_records.salt":   "of a digest",
	"login_attempts.subject":     "a hash",
	"signing_keys.private_key":   "sealed, and known to Reseal and Holdings",
	"signing_keys.public_key":    "public",
	"token_directory.hash":       "of a secret that is not kept",
}

// Whatever is sealed with the data key is sealed anew when it changes: a column
// of bytes is annotated, or it has a reason not to be.
func TestWhateverIsSealedIsAnnotated(t *testing.T) {
	known := map[string]bool{}
	for _, p := range ent.Personal {
		for _, s := range p.Sealed {
			known[p.Table+"."+s.Column], known[p.Table+"."+s.Hash] = true, true
		}
	}
	var seen []string
	for _, table := range migrate.Tables {
		for _, c := range table.Columns {
			name := table.Name + "." + c.Name
			if c.Type != field.TypeBytes {
				continue
			}
			seen = append(seen, name)
			if !known[name] && unsealed[name] == "" {
				t.Errorf("%s is neither annotated as personal nor known to hold nothing sealed", name)
			}
			if known[name] && unsealed[name] != "" {
				t.Errorf("%s is annotated and needs no reason", name)
			}
		}
	}
	for name := range unsealed {
		if !slices.Contains(seen, name) {
			t.Errorf("%s is no column of bytes", name)
		}
	}
	for name := range known {
		if !slices.Contains(seen, name) && !strings.HasSuffix(name, ".") {
			t.Errorf("%s is annotated and is no column of bytes", name)
		}
	}
}

// What is annotated can be walked: it can be looked up where it has a hash, and
// belongs to a contact.
func TestAnnotations(t *testing.T) {
	if len(ent.Personal) == 0 {
		t.Fatal("nothing is annotated")
	}
	for _, p := range ent.Personal {
		if p.Person == "id" && p.Type != ent.TypeContact {
			t.Errorf("%s is about no contact: it needs a column contact_id", p.Type)
		}
		if !ent.HasColumn(p.Type, "version") || !ent.HasColumn(p.Type, "updated_by") {
			t.Errorf("%s does not tell that it was changed", p.Type)
		}
		for _, s := range p.Sealed {
			if !ent.HasColumn(p.Type, s.Column) {
				t.Errorf("%s has no column %s", p.Type, s.Column)
			}
			kind := s.Column[strings.LastIndexByte(s.Column, '_')+1:]
			if _, ok := vault.Normal(kind, "x"); !ok && s.Hash != "" {
				t.Errorf("%s.%s: nobody knows how to look up a %s", p.Type, s.Column, kind)
			}
		}
	}
}
