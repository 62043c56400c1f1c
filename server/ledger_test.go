package server_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"heed/app/apptest"
	"heed/authz"
	entrequirement "heed/ent/requirement"
	"heed/rules/flow"
	"heed/server/servertest"
)

const ledgerExport = `mutation($in: RequirementLedgerExportInput!) { requirementLedgerExport(input: $in) { export { id state rowsDone } url } }`

// fileOf asks for the ledger as the member and fetches it.
func fileOf(t *testing.T, s *servertest.Server, who, format string) (header http.Header, body []byte, export string) {
	t.Helper()
	a := s.Do(t, s.Token(t, who), ledgerExport, vars{"in": vars{"format": format, "filter": vars{"states": []string{"PROCESSING", "CLOSED"}}}})
	url := a.Text(t, "requirementLedgerExport.url")
	status, header, body := fetch(t, s, http.MethodGet, url)
	if status != http.StatusOK {
		t.Fatalf("%s: %d %s", who, status, body)
	}
	if status, _, _ := fetch(t, s, http.MethodGet, url); status != http.StatusNotFound {
		t.Errorf("a second time it is %d", status)
	}
	return header, body, a.Text(t, "requirementLedgerExport.export.id")
}

// The ledger goes out as lines and as a workbook, with what the asker reads, no cell of
// it a formula; how far it came can be seen, and the access is told (D0-56).
func TestLedgerExport(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		for _, who := range []string{"head.service", "head.sales"} {
			st := s.Stage(w.A, who)
			for _, state := range []string{"processing", "closed", "draft"} {
				st.ID(t, "requirement."+state)
			}
		}
		w.Client.Requirement.Update().Where(entrequirement.StateEQ(flow.RequirementProcessing)).SetTitle("=HYPERLINK(\"x\")").ExecX(w.A.System())
		header, body, id := fileOf(t, s, "management", "CSV")
		if !strings.HasPrefix(header.Get("Content-Type"), "text/csv") || !bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) {
			t.Errorf("%v, it begins with % x", header, body[:3])
		}
		rows, err := csv.NewReader(bytes.NewReader(body[3:])).ReadAll()
		if err != nil || len(rows) != 5 {
			t.Fatalf("%v: %v", err, rows)
		}
		guarded := 0
		for _, row := range rows[1:] {
			if row[0] == "" || row[2] == "" || row[8] == "" {
				t.Errorf("a row is %q", row)
			}
			if row[1] == "'=HYPERLINK(\"x\")" {
				guarded++
			}
		}
		if guarded != 2 {
			t.Errorf("%d titles are guarded in %q", guarded, rows)
		}
		const progress = `query($id: ID!) { node(id: $id) { ... on LedgerExport { state rows rowsDone } } }`
		a := s.Do(t, s.Token(t, "management"), progress, vars{"id": id})
		if a.Text(t, "node.state") != "DONE" || a.Get(t, "node.rowsDone") != a.Get(t, "node.rows") {
			t.Errorf("it is %s", a.Body)
		}
		if a := s.Do(t, s.Token(t, "admin"), progress, vars{"id": id}); a.Code() != "NOT_FOUND" {
			t.Errorf("another reads %s", a.Body)
		}
		_, body, _ = fileOf(t, s, "head.service", "XLSX")
		book, err := excelize.OpenReader(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		sheet, err := book.GetRows("Sheet1")
		if err != nil || len(sheet) != 3 {
			t.Fatalf("%v: %v", err, sheet)
		}
		told := map[string]int{}
		for _, e := range w.A.Events(t) {
			if e.Kind == flow.EventAccess {
				told[e.Type]++
			}
		}
		if told["requirement.ledger_export_created"] != 2 || told["requirement.ledger_exported"] != 2 {
			t.Errorf("told %v", told)
		}
		before := w.Count(t)
		if a := s.Do(t, s.Token(t, "staff"), ledgerExport, vars{"in": vars{"format": "CSV"}}); a.Code() != "FORBIDDEN" {
			t.Errorf("staff: %s", a.Body)
		}
		if status, _, _ := fetch(t, s, http.MethodGet, "/ledger/"+strings.Repeat("x", 43)); status != http.StatusNotFound {
			t.Errorf("an unknown link is %d", status)
		}
		if after := w.Count(t); after["aaa.requirements"] != before["aaa.requirements"] {
			t.Errorf("rows were %v, are %v", before, after)
		}
	})
}

// Fields that roles hide are empty in the file.
func TestLedgerMasks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "management")
		w.Client.Requirement.UpdateOneID(st.ID(t, "requirement.processing")).SetExpectation("两天内修好").ExecX(w.A.System())
		_, body, _ := fileOf(t, s, "management", "CSV")
		if !bytes.Contains(body, []byte("两天内修好")) {
			t.Errorf("it is %s", body)
		}
		admin := s.Token(t, "admin")
		a := s.Do(t, admin, `mutation($in: RoleCreateInput!) { roleCreate(input: $in) { role { id } } }`, vars{"in": vars{
			"key": "DISCREET", "name": "Discreet", "grants": []any{
				vars{"resource": "REQUIREMENT", "action": "READ", "scope": "ALL", "effect": "DENY", "maskedFields": []string{"expectation"}},
			},
		}})
		if a.Code() != "" {
			t.Fatalf("%s", a.Body)
		}
		m := st.ID(t, "member.own")
		a = s.Do(t, admin, `mutation($in: MemberRolesUpdateInput!) { memberRolesUpdate(input: $in) { cursor } }`,
			vars{"in": vars{"id": m, "expectedVersion": st.Version(t, m), "roleKeys": []string{authz.Management, "DISCREET"}}})
		if a.Code() != "" {
			t.Fatalf("%s", a.Body)
		}
		if _, body, _ = fileOf(t, s, "management", "CSV"); bytes.Contains(body, []byte("两天内修好")) {
			t.Errorf("with masks it is %s", body)
		}
	})
}
