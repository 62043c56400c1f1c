package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Complaints of the past come from tables, as often as one likes; rows with mistakes make
// the command end with an error.
func TestImportComplaints(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		p.migrate(t)
		s := p.serve(t, p.url)
		s.ask(t, `mutation { companyRegister(input: {company: {name: "Mill", slug: "mill"},
			admin: {name: "Ann", email: "ann@mill.example", password: "correct horse battery"}}) { cursor: __typename } }`, "")
		s.end(t).well(t)
		file := func(text string) string {
			t.Helper()
			name := filepath.Join(t.TempDir(), "complaints.csv")
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return name
		}
		in := []string{"import", "complaints", "--company", "mill", "--column", "Issue=CONTENT", "--column", "Company=CUSTOMER", "--dates", "mdy"}
		const head = "Date received,Issue,Company,Submitted via,Timely response\n"
		good := file(head + "3/2/2015,Fees,Mill Inn,Web,Yes\n12/31/2015,Fees,,Postal mail,No\n")
		p.heed(t, append(in, "--dry-run", good)...).well(t).says(t, "2 rows: 2 new, 0 changed, 0 as they were, 0 with mistakes")
		p.heed(t, append(in, good)...).well(t).says(t, "2 rows: 2 new")
		p.heed(t, append(in, good)...).well(t).says(t, "2 rows: 0 new, 0 changed, 2 as they were")
		bad := p.heed(t, append(in, file(head+"13/13/2015,Fees,,Web,Yes\n3/3/2015,Fees,,Web,Yes\n"))...)
		bad.refused(t, "1 of 2 rows were left out")
		bad.says(t, "line 2, Date received", "2 rows: 1 new, 0 changed, 0 as they were, 1 with mistakes")
		p.heed(t, in...).refused(t, "takes one FILE.csv")
		p.heed(t, append(in, "--column", "Issue", good)...).refused(t, "COLUMN=FIELD")
		p.heed(t, "audit", "verify").well(t).says(t, "mill: ", " events, the chain holds")
	})
}
