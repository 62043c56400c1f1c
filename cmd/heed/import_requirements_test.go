package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Requirements of the past come from tables, as often as one likes; rows with mistakes
// make the command end with an error.
func TestImportRequirements(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		p.migrate(t)
		s := p.serve(t, p.url)
		s.ask(t, `mutation { companyRegister(input: {company: {name: "Mill", slug: "mill"},
			admin: {name: "Ann", email: "ann@mill.example", password: "correct horse battery"}}) { cursor: __typename } }`, "")
		s.end(t).well(t)
		p.importsFacts(t, "mill")
	})
}

func (p *place) importsFacts(t *testing.T, company string) {
	t.Helper()
	file := func(text string) string {
		t.Helper()
		name := filepath.Join(t.TempDir(), "facts.csv")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	in := []string{"import", "requirements", "--company", company, "--column", "Issue=TITLE", "--column", "Company=CUSTOMER", "--dates", "mdy"}
	const head = "Date received,Issue,Company,Timely response\n"
	good := file(head + "3/2/2015,Fees,Mill Inn,Yes\n12/31/2015,Fees,Mill Inn,No\n")
	p.heed(t, append(in, "--dry-run", good)...).well(t).says(t, "2 rows: 2 new, 0 changed, 0 as they were, 0 with mistakes")
	p.heed(t, append(in, good)...).well(t).says(t, "2 rows: 2 new")
	p.heed(t, append(in, good)...).well(t).says(t, "2 rows: 0 new, 0 changed, 2 as they were")
	bad := p.heed(t, append(in, file(head+"13/13/2015,Fees,Mill Inn,Yes\n3/3/2015,Fees,Mill Inn,Yes\n"))...)
	bad.refused(t, "1 of 2 rows were left out")
	bad.says(t, "line 2, Date received", "2 rows: 1 new, 0 changed, 0 as they were, 1 with mistakes")
	p.heed(t, in...).refused(t, "takes one FILE.csv")
	p.heed(t, append(in, "--column", "Colour=NATURE", good)...).refused(t, "Colour")
	p.heed(t, append(in, "--column", "Issue", good)...).refused(t, "COLUMN=FIELD")
	p.heed(t, "audit", "verify").well(t).says(t, company+": ", " events, the chain holds")
}
