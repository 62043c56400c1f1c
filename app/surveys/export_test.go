package surveys

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
)

// given exports the responses of a campaign.
func given(ctx context.Context, tx *ent.Tx, in ExportInput) (Exported, error) {
	_, made, err := Export(ctx, tx, in)
	return made, err
}

// What is given out tells everything but how to reach a person.
func TestD3_63_Export(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, begun := s.customer("=旅店"), s.customer("未完成的店")
		c := s.running("standard")
		s.submit(c, inn, false, old(2, written("contact_email", "li.lei@inn.example"), written("anything_else", "+86 请回电"))...)
		if _, _, _, err := s.desk().Save(s.guest(), s.secret(c, begun), old(3)[:4]); err != nil {
			t.Fatal(err)
		}
		for name, k := range map[string]struct {
			who   string
			in    ExportInput
			want  error
			field string
		}{
			"as nothing there is": {"management", ExportInput{CampaignID: c.ID, Format: "PDF"}, fault.Input("", "input.unknown_key"), "format"},
			"of nothing there is": {"management", ExportInput{CampaignID: "scp_none", Format: ExportCSV}, fault.NotFound(), "campaignId"},
			"as a head":           {"head.service", ExportInput{CampaignID: c.ID, Format: ExportCSV}, fault.Forbidden(), ""},
			"as a member":         {"member.service", ExportInput{CampaignID: c.ID, Format: ExportCSV}, fault.Forbidden(), ""},
			"as the committee":    {"committee", ExportInput{CampaignID: c.ID, Format: ExportCSV}, fault.Forbidden(), ""},
			"as staff":            {"staff", ExportInput{CampaignID: c.ID, Format: ExportCSV}, fault.Forbidden(), ""},
			"as an auditor":       {"auditor", ExportInput{CampaignID: c.ID, Format: ExportCSV}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) { _ = refused(s.in(t), k.who, given, k.in, k.want, k.field) })
		}
		files := map[ExportFormat]string{}
		for _, f := range []ExportFormat{ExportCSV, ExportJSON, ExportXLSX} {
			made := must(s, "management", given, ExportInput{CampaignID: c.ID, Format: f})
			if made.Rows != 1 || made.Next != "" || made.FileName != "survey-20260909."+strings.ToLower(string(f)) {
				t.Errorf("%s: %d rows, then %q, as %s", f, made.Rows, made.Next, made.FileName)
			}
			files[f] = made.Content
		}
		all := s.A.Events(t)
		if last := all[len(all)-1]; last.Type != "survey.exported" || last.SubjectID != c.ID {
			t.Errorf("told: %s", last.Type)
		}
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(files[ExportCSV], "\ufeff"))).ReadAll()
		if err != nil || len(lines) != 2 || len(lines[0]) != len(lines[1]) || lines[1][0] != "'=旅店" {
			t.Fatalf("the lines are %v, %v", lines, err)
		}
		var objects []map[string]string
		if err := json.Unmarshal([]byte(files[ExportJSON]), &objects); err != nil || objects[0]["contact_phone"] != "139****5678" || objects[0]["satisfaction"] != "2" || objects[0]["customer_kind"] != "公司" {
			t.Errorf("the objects are %v, %v", objects, err)
		}
		raw, err := base64.StdEncoding.DecodeString(files[ExportXLSX])
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows("Sheet1")
		if err != nil || len(rows) != 2 {
			t.Fatalf("the rows are %v, %v", rows, err)
		}
		if formula, _ := book.GetCellFormula("Sheet1", "A2"); formula != "" {
			t.Errorf("a customer's name is a formula: %s", formula)
		}
		for f, text := range map[ExportFormat]string{ExportCSV: files[ExportCSV], ExportJSON: files[ExportJSON], ExportXLSX: strings.Join(rows[1], "|")} {
			for _, hidden := range []string{"13912345678", "li.lei"} {
				if strings.Contains(text, hidden) {
					t.Errorf("%s tells %s", f, hidden)
				}
			}
			for _, told := range []string{"139****5678", "l***@i***.example", "报价单经常出错"} {
				if !strings.Contains(text, told) {
					t.Errorf("%s does not tell %s", f, told)
				}
			}
		}
		if i := strings.Index(files[ExportCSV], "+86 请回电"); i < 1 || files[ExportCSV][i-1] != '\'' {
			t.Error("what a customer wrote may be taken for a formula")
		}
	})
}
