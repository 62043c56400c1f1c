package main

import (
	"encoding/json"
	"strings"
	"testing"

	"heed/app/personal"
	"heed/ent"
	"heed/ent/companyslug"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/label"
	"heed/rules/viewer"
)

// persons are taken out of the demo company.
func (p *place) persons(t *testing.T) {
	t.Helper()
	c := p.contact(t)
	of := []string{"--company", "demo", "--contact", string(c.ID), "--reason", "The person asks for it"}
	r := p.heed(t, append([]string{"person", "export"}, of...)...).well(t)
	var d personal.Document
	if err := json.Unmarshal([]byte(r.out), &d); err != nil || d.Person != c.ID || d.Records[0].Fields["name"] != c.Name {
		t.Errorf("exported %s (%v)", r.out, err)
	}
	p.heed(t, append([]string{"person", "erase"}, of...)...).well(t).says(t, "nothing of the person is kept")
	p.heed(t, append([]string{"person", "erase"}, of...)...).well(t)
	r = p.heed(t, append([]string{"person", "export"}, of...)...).well(t)
	if strings.Contains(r.out, c.Name) {
		t.Errorf("after erasing: %s", r.out)
	}
	p.heed(t, "audit", "verify").well(t).says(t, "the chain holds")
	of[5] = " "
	for _, what := range []string{"export", "erase"} {
		p.heed(t, append([]string{"person", what}, of...)...).refused(t, fault.Input("reason", "input.required").Message(label.En))
	}
	of[5] = "The person asks for it"
	of[3] = "con_00000000000000000000000000"
	p.heed(t, append([]string{"person", "erase"}, of...)...).refused(t, "has no contact")
	of[1] = "nobody"
	p.heed(t, append([]string{"person", "export"}, of...)...).refused(t, `no company has the slug "nobody"`)
}

// contact is one of the demo company's.
func (p *place) contact(t *testing.T) *ent.Contact {
	t.Helper()
	db, err := database.Open(t.Context(), p.url, p.dir, database.PostgresOptions{Role: database.AppRole})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	demo := db.Client.CompanySlug.Query().Where(companyslug.Slug("demo")).OnlyX(t.Context())
	return db.Client.Contact.Query().FirstX(viewer.AsSystem(t.Context(), demo.CompanyID))
}
