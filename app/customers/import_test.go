package customers_test

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
)

// counts is what an import did, without its mistakes.
func counts(r customers.ImportResult) string {
	return fmt.Sprintf("%d rows: %d created, %d updated, %d unchanged, %d failed", r.Rows, r.Created, r.Updated, r.Unchanged, r.Failed)
}

func sample(t *testing.T) io.Reader {
	t.Helper()
	text, err := os.ReadFile("testdata/customers.csv")
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReader(string(text))
}

func TestImport(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := w.As("management")
		var progress []customers.Progress
		in := customers.ImportOptions{System: "ZOHO_CRM", DryRun: true, MaxRows: 5000}
		before := w.Count(t)
		dry, err := customers.Import(ctx, w.Journal, sample(t), in)
		if err != nil {
			t.Fatal(err)
		}
		if after := w.Count(t); !maps.Equal(before, after) || dry.Cursor != nil || !dry.DryRun {
			t.Errorf("a dry run wrote: %v, %v", before, after)
		}
		in.DryRun, in.Progress = false, func(p customers.Progress) { progress = append(progress, p) }
		real, err := customers.Import(ctx, w.Journal, sample(t), in)
		if err != nil {
			t.Fatal(err)
		}
		const want = "12 rows: 4 created, 1 updated, 0 unchanged, 7 failed"
		if counts(real) != want || counts(dry) != want {
			t.Errorf("%s; the dry run: %s", counts(real), counts(dry))
		}
		wrong := []string{
			"6 行业: 未知的值：航天。", "7 企业规模: 个人客户没有企业规模。", "8 部门: 未知的值：不存在的部门。", "9 客户名称: 此项必填。",
			"10 电话: 电话号码格式不正确。", "10 邮箱: 邮箱地址格式不正确。", "13 -: 该行有 2 列，表头有 15 列。", "14 外部编号: 此项必填。",
		}
		for name, r := range map[string]customers.ImportResult{"import": real, "dry run": dry} {
			var got []string
			for _, e := range r.Errors {
				column := "-"
				if e.Column != nil {
					column = *e.Column
				}
				got = append(got, fmt.Sprintf("%d %s: %s", e.Line, column, e.Message))
			}
			if !slices.Equal(got, wrong) {
				t.Errorf("%s: mistakes\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(wrong, "\n"))
			}
		}
		if len(progress) != 1 || progress[0].Rows != 12 || progress[0].Created != 4 {
			t.Errorf("progress %v", progress)
		}
		c := w.Client.Customer.Query().Where(customer.ExternalID("C-001")).WithContacts().OnlyX(ctx)
		if c.Name != "华东精密机械有限公司" || c.TierKey != "STRATEGIC" || c.DepartmentID != w.A.Departments[flow.DepartmentSales].ID ||
			c.AccountManagerID != w.A.Members["head.sales"].ID || *c.SizeBand != flow.SizeGT200 || *c.CooperationBand != flow.CooperationY3Plus ||
			c.Address != "上海市浦东新区\n张江路88号" || c.CreatedBy != w.A.Members["management"].ID || len(c.Edges.Contacts) != 1 {
			t.Errorf("made %+v", c)
		}
		if number, err := customers.MaskedPhone(ctx, c.Edges.Contacts[0]); err != nil || *number != "138****8001" {
			t.Errorf("phone %v, %v", number, err)
		}
		if c := w.Client.Customer.Query().Where(customer.ExternalID("C-002")).OnlyX(ctx); c.TierKey != "STRATEGIC" || c.Version != 1 {
			t.Errorf("the second row gave %+v", c)
		}
		if got := strings.Join(found(t, w, ctx, &customers.Filter{Text: ptr("精密")}), ","); got != "华东精密机械有限公司" {
			t.Errorf("found %q", got)
		}
		events := map[string]int{}
		for _, e := range w.A.Events(t) {
			events[e.Type]++
		}
		if events["customer.created"] != 4 || events["customer.updated"] != 0 || events["import.progressed"] != 1 || events["contact.created"] != 0 {
			t.Errorf("told %v", events)
		}

		// The same file again changes nothing but the row that contradicts itself.
		again, err := customers.Import(ctx, w.Journal, sample(t), in)
		if err != nil || counts(again) != "12 rows: 0 created, 2 updated, 3 unchanged, 7 failed" {
			t.Errorf("again: %s, %v", counts(again), err)
		}
		if c := w.Client.Customer.Query().Where(customer.ExternalID("C-002")).OnlyX(ctx); c.TierKey != "STRATEGIC" {
			t.Errorf("again: %+v", c)
		}
	})
}

func TestImportChanges(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := w.As("management")
		run := func(file, want string) customers.ImportResult {
			t.Helper()
			dry, err := customers.Import(ctx, w.Journal, strings.NewReader(file), customers.ImportOptions{System: "S", DryRun: true})
			if err != nil {
				t.Fatal(err)
			}
			real, err := customers.Import(ctx, w.Journal, strings.NewReader(file), customers.ImportOptions{System: "S"})
			if err != nil {
				t.Fatal(err)
			}
			if counts(real) != want || counts(dry) != want {
				t.Errorf("%s; the dry run: %s; want %s", counts(real), counts(dry), want)
			}
			return real
		}
		const head = "external id,name,industry,address,tier,contact,title,phone,email\n"
		first := head + "1,Acme,retail,here,KEY,Ann,Boss,13800138000,ann@acme.example\n2,Blue,,,,,,,\n3,Cafe,service,there,,Bob,,010-6552 9988,\n"
		run(first, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
		run(first, "3 rows: 0 created, 0 updated, 3 unchanged, 0 failed")
		if c := w.Client.Customer.Query().Where(customer.ExternalID("1")).OnlyX(ctx); c.Version != 1 {
			t.Errorf("an unchanged row made %+v", c)
		}
		// Empty cells leave what is there; other spellings of a number are the same number.
		run(head+"1,Acme,,,,Ann,,+86 138 0013 8000,ANN@acme.example\n", "1 rows: 0 created, 0 updated, 1 unchanged, 0 failed")
		w.Clock.Advance(1e9)
		ctx = w.As("management")
		before := len(w.A.Events(t))
		run(head+"1,Acme Ltd,other,,,Ann,Chair,13900139000,\n2,Blue,,,STRATEGIC,Cy,,,cy@blue.example\n3,Cafe,,,,Bob,,,bob@cafe.example\n4,New,,,,,,,\n",
			"4 rows: 1 created, 3 updated, 0 unchanged, 0 failed")
		var told []string
		for _, e := range w.A.Events(t)[before:] {
			told = append(told, e.Type+" "+strings.Join(e.Fields, ","))
		}
		if got := strings.Join(told, "|"); got != "customer.updated name,industry|contact.updated title,phone|customer.updated tierKey|contact.created |contact.updated email|customer.created |import.progressed " {
			t.Errorf("told %s", got)
		}
		c := w.Client.Customer.Query().Where(customer.ExternalID("1")).WithContacts().OnlyX(ctx)
		if c.Name != "Acme Ltd" || *c.Industry != flow.IndustryOther || c.Address != "here" || c.Version != 2 || !c.UpdatedAt.Equal(w.Clock.Now()) ||
			!c.CreatedAt.Equal(apptest.Start) || c.UpdatedBy != w.A.Members["management"].ID {
			t.Errorf("changed to %+v", c)
		}
		ann := c.Edges.Contacts[0]
		if number, err := customers.MaskedPhone(ctx, ann); err != nil || *number != "139****9000" || ann.Version != 2 || ann.Title != "Chair" {
			t.Errorf("contact %+v, phone %v, %v", ann, number, err)
		}
		if address, err := customers.MaskedEmail(ctx, ann); err != nil || *address != "a***@a***.example" {
			t.Errorf("e-mail %v, %v", address, err)
		}
		if got := strings.Join(found(t, w, ctx, &customers.Filter{Text: ptr("ltd")}), ","); got != "Acme Ltd" {
			t.Errorf("found %q", got)
		}
		wrong := run(head+"1,Acme Ltd,,,,,,,\n1,,,,,,,,\n", "2 rows: 0 created, 0 updated, 1 unchanged, 1 failed")
		if len(wrong.Errors) != 1 || wrong.Errors[0].Line != 3 {
			t.Errorf("mistakes %v", wrong.Errors)
		}
		kind := run("external id,name,kind\n1,Acme Ltd,INDIVIDUAL\n", "1 rows: 0 created, 0 updated, 0 unchanged, 1 failed")
		if len(kind.Errors) != 1 || *kind.Errors[0].Column != "kind" {
			t.Errorf("mistakes %v", kind.Errors)
		}
	})
}

// With another tier an import keeps since when; and whom history has brought is somebody's
// work once an import changes anything of them.
func TestImportKeepsSinceWhen(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		run := func(file, want string) {
			t.Helper()
			r, err := customers.Import(w.As("management"), w.Journal, strings.NewReader("external id,name,address,tier\n"+file), customers.ImportOptions{System: "S"})
			if err != nil || counts(r) != want {
				t.Errorf("%s, %v, want %s", counts(r), err, want)
			}
		}
		run("1,Acme,,KEY\n2,Blue,,KEY\n3,Cafe,,KEY\n4,Dune,,KEY\n", "4 rows: 4 created, 0 updated, 0 unchanged, 0 failed")
		sys, long := w.A.System(), apptest.Start.AddDate(-1, 0, 0)
		w.Client.Customer.Update().SetFromHistory(true).ExecX(sys)
		w.Client.Customer.Update().Where(customer.ExternalIDIn("2", "4")).SetTierSince(long).ExecX(sys)
		w.Clock.Advance(time.Hour)
		run("1,Acme,,STRATEGIC\n2,Blue,here,KEY\n3,Cafe,there,\n4,Dune,,KEY\n5,East,,KEY\n", "5 rows: 1 created, 3 updated, 1 unchanged, 0 failed")
		now := w.Clock.Now()
		for id, want := range map[string]struct {
			since   *time.Time
			history bool
		}{
			"1": {&now, false},  // of another tier
			"2": {&long, false}, // of the same
			"3": {nil, false},   // of the same since it was made
			"4": {&long, true},  // nothing has changed
			"5": {nil, false},   // new
		} {
			c := w.Client.Customer.Query().Where(customer.ExternalID(id)).OnlyX(sys)
			if (c.TierSince == nil) != (want.since == nil) || want.since != nil && !c.TierSince.Equal(*want.since) || c.FromHistory != want.history {
				t.Errorf("%s is of its tier since %v, of history %t, want %v, %t", c.Name, c.TierSince, c.FromHistory, want.since, want.history)
			}
		}
	})
}

func TestImportByName(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := w.As("integration")
		for range 2 {
			made(t, w, w.As("management"), customers.CreateInput{Name: "Twin"})
		}
		made(t, w, w.As("management"), customers.CreateInput{Name: "Acme"})
		made(t, w, w.B.As("management"), customers.CreateInput{Name: "Theirs"})
		file := "Company,Issue\nAcme,x\nTwin,x\nTheirs,x\nacme,x\nTheirs,y\n"
		in := customers.ImportOptions{Columns: []customers.Column{{Name: "Company", Field: customers.FieldName}}}
		r, err := customers.Import(ctx, w.Journal, strings.NewReader(file), in)
		if err != nil || counts(r) != "5 rows: 2 created, 0 updated, 2 unchanged, 1 failed" || r.Errors[0].Line != 3 || *r.Errors[0].Column != "Company" {
			t.Errorf("%s, %v, %v", counts(r), r.Errors, err)
		}
		r, err = customers.Import(ctx, w.Journal, strings.NewReader(file), in)
		if err != nil || counts(r) != "5 rows: 0 created, 0 updated, 4 unchanged, 1 failed" {
			t.Errorf("again: %s, %v", counts(r), err)
		}
		// The system's own work imports too, as the command line does.
		if r, err = customers.Import(w.B.System(), w.Journal, strings.NewReader(file), in); err != nil || r.Created != 3 {
			t.Errorf("the system: %s, %v", counts(r), err)
		}
	})
}

func TestImportRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		before := w.Count(t)
		for _, c := range []struct {
			as, file, want string
			in             customers.ImportOptions
		}{
			{"head.service", "name\na\n", "FORBIDDEN forbidden", customers.ImportOptions{}},
			{"staff", "name\na\n", "FORBIDDEN forbidden", customers.ImportOptions{DryRun: true}},
			{"management", "address\na\n", "BAD_USER_INPUT import.bad_header csv", customers.ImportOptions{}},
			{"management", "name,external id\na,1\n", "BAD_USER_INPUT input.required system", customers.ImportOptions{}},
			{"management", "name\na\nb\nc\n", "BAD_USER_INPUT import.too_many_rows csv", customers.ImportOptions{MaxRows: 2}},
			{"management", "name\na\n", "BAD_USER_INPUT input.too_long system", customers.ImportOptions{System: strings.Repeat("x", 41)}},
		} {
			_, err := customers.Import(w.As(c.as), w.Journal, strings.NewReader(c.file), c.in)
			f := fault.From(err)
			if got := strings.TrimSpace(string(f.Code) + " " + f.Key + " " + f.Field); err == nil || got != c.want {
				t.Errorf("got %q (%v), want %q", got, err, c.want)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("a refusal changed something: %v, %v", before, after)
		}
	})
}

// A table of a CRM has telephone numbers of the companies themselves: columns
// may be left aside, whatever they are called.
func TestImportIgnores(t *testing.T) {
	w := apptest.NewWorld(t)
	file := "Company,Phone,Email\nAcme,010-6552 9988,info@acme.example\nBlue,13800138000,\n"
	named := []customers.Column{{Name: "Company", Field: customers.FieldName}}
	r, err := customers.Import(w.As("management"), w.Journal, strings.NewReader(file), customers.ImportOptions{Columns: named})
	if err != nil || r.Failed != 2 {
		t.Errorf("%s, %v", counts(r), err)
	}
	named = append(named, customers.Column{Name: "Phone", Field: customers.FieldIgnore}, customers.Column{Name: "Email", Field: customers.FieldIgnore})
	r, err = customers.Import(w.As("management"), w.Journal, strings.NewReader(file), customers.ImportOptions{Columns: named})
	if err != nil || r.Created != 2 || r.Failed != 0 {
		t.Errorf("%s, %v", counts(r), err)
	}
}

// What a customer is worth comes in by columns too, and is found as it was.
func TestImportOfProfiles(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := w.As("management")
		file := "名称,合作起始日,年合作金额,增长潜力,关系阶段,续约日,不续约原因,联系人,微信\n" +
			"Acme,2020-02-29,\"¥12,000.5\",４,维护,2027-01-31,SERVICE_RESPONSE,Ann,Ann_123\nBlue,,,,,,,,\n"
		wrong := "Blue,2021-02-29,12.345,6,married,soon,boredom,Bob,a b\nBlue,,-1,,,,,,\n"
		for i, want := range []string{
			"4 rows: 2 created, 0 updated, 0 unchanged, 2 failed", "4 rows: 0 created, 0 updated, 2 unchanged, 2 failed",
		} {
			for _, dry := range []bool{true, false} {
				r, err := customers.Import(ctx, w.Journal, strings.NewReader(file+wrong), customers.ImportOptions{DryRun: dry})
				if err != nil || counts(r) != want || len(r.Errors) != 8 {
					t.Errorf("%d: %s, %v, %v", i, counts(r), r.Errors, err)
				}
			}
		}
		change := "name,growth_potential,relationship_stage,contact,wechat\nAcme,2,developing,Ann,ann_124\nBlue,1,,,\n"
		if r, err := customers.Import(ctx, w.Journal, strings.NewReader(change), customers.ImportOptions{}); err != nil || r.Updated != 2 {
			t.Errorf("%s, %v", counts(r), err)
		}
		c := w.Client.Customer.Query().Where(customer.Name("Acme")).WithContacts().OnlyX(ctx)
		if *c.CooperationSince != "2020-02-29" || *c.ValueAmount != 1200050 || *c.GrowthPotential != 2 || *c.RelationshipStage != flow.StageDeveloping ||
			*c.RenewalDueOn != "2027-01-31" || *c.ChurnReason != flow.NonRenewServiceResponse || c.CooperationProducts != nil {
			t.Errorf("%+v", c)
		}
		if mask, err := customers.MaskedWeChat(ctx, c.Edges.Contacts[0]); err != nil || *mask != "an****" {
			t.Errorf("%v, %v", mask, err)
		}
		if blue := w.Client.Customer.Query().Where(customer.Name("Blue")).OnlyX(ctx); blue.ValueAmount != nil || *blue.GrowthPotential != 1 || blue.RelationshipStage != nil {
			t.Errorf("%+v", blue)
		}
		// What no column says stays.
		made(t, w, ctx, customers.CreateInput{Name: "Cafe", Profile: customers.Profile{CooperationProducts: []string{"门锁", "钥匙"}, ValueAmount: ptr(int64(7))}})
		if r, err := customers.Import(ctx, w.Journal, strings.NewReader("name,address\nCafe,here\n"), customers.ImportOptions{}); err != nil || r.Updated != 1 {
			t.Errorf("%s, %v", counts(r), err)
		}
		if cafe := w.Client.Customer.Query().Where(customer.Name("Cafe")).OnlyX(ctx); !slices.Equal(cafe.CooperationProducts, []string{"门锁", "钥匙"}) || *cafe.ValueAmount != 7 {
			t.Errorf("%+v", cafe)
		}
	})
}
