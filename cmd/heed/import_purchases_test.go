package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Purchases come from tables, as often as one likes; rows with mistakes make the
// command end with an error.
func TestImportPurchases(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, p *place) {
		p.migrate(t)
		s := p.serve(t, p.url)
		s.ask(t, `mutation { companyRegister(input: {company: {name: "Mill", slug: "mill"},
			admin: {name: "Ann", email: "ann@mill.example", password: "correct horse battery"}}) { cursor: __typename } }`, "")
		s.end(t).well(t)
		file := func(text string) string {
			t.Helper()
			name := filepath.Join(t.TempDir(), "orders.csv")
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return name
		}
		p.heed(t, "import", "customers", "--company", "mill", file("NAME\nMill Inn\n")).well(t)
		in := []string{"import", "purchases", "--company", "mill", "--column", "Item=PRODUCT", "--dates", "mdy"}
		const head = "Order number,Customer name,Item,Amount,Order date,Delivered at\n"
		good := file(head + "SO-1,Mill Inn,Lock,10.50,3/2/2015,3/9/2015\nSO-2,Mill Inn,Door,7,12/31/2015,\n")
		p.heed(t, append(in, "--dry-run", good)...).well(t).says(t, "2 rows: 2 new, 0 changed, 0 as they were, 0 with mistakes")
		p.heed(t, append(in, good)...).well(t).says(t, "2 rows: 2 new")
		p.heed(t, append(in, good)...).well(t).says(t, "2 rows: 0 new, 0 changed, 2 as they were")
		bad := p.heed(t, append(in, file(head+"SO-3,Nobody,Lock,1,3/3/2015,\nSO-2,,,,,1/4/2016\n"))...)
		bad.refused(t, "1 of 2 rows were left out")
		bad.says(t, "line 2, Customer name", "2 rows: 0 new, 1 changed, 0 as they were, 1 with mistakes")
		p.heed(t, in...).refused(t, "takes one FILE.csv")
		p.heed(t, append(in, "--column", "Item", good)...).refused(t, "COLUMN=FIELD")
		p.heed(t, "audit", "verify").well(t).says(t, "mill: ", " events, the chain holds")
	})
}
