package access_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"heed/app/access"
	"heed/app/apptest"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/role"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func TestMain(m *testing.M) { apptest.Main(m) }

func TestExplain(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		var sales typeid.ID
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			c, err := tx.Customer.Create().SetName("Of sales").SetTierKey("KEY").SetDepartmentID(w.A.Departments[flow.DepartmentSales].ID).Save(ctx)
			if err == nil {
				sales = c.ID
			}
			return err
		})
		head := w.A.Members["head.service"].ID
		for name, test := range map[string]struct {
			as      string
			q       access.Question
			code    fault.Code
			missing authz.Gap
			allowed []string
		}{
			"one's own":        {"management", access.Question{Resource: authz.Customer, Action: authz.Update, ID: &sales}, "", "", nil},
			"out of scope":     {"admin", access.Question{Resource: authz.Customer, Action: authz.Update, ID: &sales, MemberID: &head}, "", authz.OutOfScope, []string{authz.Integration, authz.Management}},
			"no grant":         {"staff", access.Question{Resource: authz.Role, Action: authz.Delete}, "", authz.NoGrant, []string{authz.TenantAdmin}},
			"denied":           {"integration", access.Question{Resource: authz.Audit, Action: authz.Export}, "", authz.Denied, nil},
			"no such action":   {"admin", access.Question{Resource: authz.Tenant, Action: authz.Approve}, fault.CodeBadUserInput, "", nil},
			"not to be read":   {"staff", access.Question{Resource: authz.Customer, Action: authz.Read, ID: &sales}, fault.CodeNotFound, "", nil},
			"of another kind":  {"admin", access.Question{Resource: authz.Customer, Action: authz.Read, ID: &head}, fault.CodeNotFound, "", nil},
			"who may not":      {"management", access.Question{Resource: authz.Role, Action: authz.Read, MemberID: &head}, fault.CodeForbidden, "", nil},
			"another's member": {"admin", access.Question{Resource: authz.Role, Action: authz.Read, MemberID: &w.B.Members["staff"].ID}, fault.CodeNotFound, "", nil},
		} {
			e, err := access.Explain(w.As(test.as), w.Client, test.q)
			if fault.CodeOf(err) != test.code {
				t.Errorf("%s: %v", name, err)
			}
			if err != nil {
				continue
			}
			var missing authz.Gap
			if e.Missing != nil {
				missing = *e.Missing
			}
			var allowed []string
			for _, r := range e.AllowedBy {
				allowed = append(allowed, r.Key)
			}
			if missing != test.missing || e.Allowed != (missing == "") || !slices.Equal(allowed, test.allowed) {
				t.Errorf("%s: %+v, %s, %v", name, e, missing, allowed)
			}
		}
	})
}

func TestPreview(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		staff := w.Client.Role.Query().Where(role.Key(authz.Staff)).OnlyX(w.A.System())
		read := tenants.GrantInput{Resource: authz.Member, Action: authz.Read, Scope: viewer.All, Effect: authz.Allow}
		before := w.Count(t)
		p, err := access.PreviewRole(w.As("admin"), w.Client, access.PreviewInput{ID: &staff.ID, Grants: []tenants.GrantInput{read}})
		if err != nil || p.Members != 1 || p.Concerned != 1 || len(p.Changes) != len(staff.Grants)-1 {
			t.Errorf("%+v, %v", p, err)
		}
		for _, c := range p.Changes {
			if c.Before == nil || c.After != nil || c.Members != 1 {
				t.Errorf("%+v", c)
			}
		}
		p, err = access.PreviewRole(w.As("admin"), w.Client, access.PreviewInput{Grants: []tenants.GrantInput{read}})
		if err != nil || p.Members != 0 || len(p.Changes) != 1 || *p.Changes[0].After != viewer.All {
			t.Errorf("%+v, %v", p, err)
		}
		beyond := tenants.GrantInput{Resource: authz.Customer, Action: authz.Update, Scope: viewer.Own, Effect: authz.Allow}
		_, err = access.PreviewRole(w.As("admin"), w.Client, access.PreviewInput{Grants: []tenants.GrantInput{beyond}})
		if f := fault.From(err); f.Code != fault.CodeForbidden || f.Field != "input.grants[0]" {
			t.Errorf("beyond: %v", err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("a preview changed something: %v, %v", before, after)
		}
		staff.Update().SetGrants([]flow.Grant{}).SetKnownActions([]string{}).ExecX(w.A.System()) // of a version without any actions
		w.Who.Forget()
		p, err = access.PreviewRole(w.As("admin"), w.Client, access.PreviewInput{ID: &staff.ID, Grants: []tenants.GrantInput{read}})
		if err != nil || len(p.Changes) != len(staff.Grants)-1 {
			t.Errorf("with what came later: %+v, %v", p, err)
		}
	})
}

// Explanations and previews tell which fields are hidden.
func TestMaskedFieldsAreTold(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		auditor := w.Client.Role.Query().Where(role.Key(authz.Auditor)).OnlyX(w.A.System())
		in := []tenants.GrantInput{}
		for _, g := range auditor.Grants {
			line := tenants.GrantInput{Resource: authz.Resource(g.Resource), Action: authz.Verb(g.Verb), Scope: viewer.Scope(g.Scope), Effect: authz.Effect(g.Effect)}
			if line.Resource == authz.Customer && line.Action == authz.Read {
				line.MaskedFields = []string{"valueAmount", "address"}
			}
			in = append(in, line)
		}
		p, err := access.PreviewRole(w.A.System(), w.Client, access.PreviewInput{ID: &auditor.ID, Grants: in})
		want := []access.FieldChange{{Resource: authz.Customer, Field: "address", Hidden: true, Members: 1}, {Resource: authz.Customer, Field: "valueAmount", Hidden: true, Members: 1}}
		if err != nil || len(p.Changes) != 0 || p.Concerned != 1 || !slices.Equal(p.Fields, want) {
			t.Errorf("%+v, %v", p, err)
		}
		grants, err := tenants.Regrant(viewer.From(w.A.System()), auditor.Key, auditor.Grants, in)
		if err != nil {
			t.Fatal(err)
		}
		auditor.Update().SetGrants(grants).ExecX(w.A.System())
		w.Who.Forget()
		e, err := access.Explain(w.As("auditor"), w.Client, access.Question{Resource: authz.Customer, Action: authz.Read})
		if err != nil || !e.Allowed || !slices.Equal(e.MaskedFields, []string{"address", "valueAmount"}) || e.Grants[0].Grant.Mask != "address valueAmount" {
			t.Errorf("%+v, %v", e, err)
		}
		whole := slices.Clone(in)
		for i := range whole {
			whole[i].MaskedFields = nil
		}
		p, err = access.PreviewRole(w.A.System(), w.Client, access.PreviewInput{ID: &auditor.ID, Grants: whole})
		if err != nil || len(p.Fields) != 2 || p.Fields[0].Hidden {
			t.Errorf("back: %+v, %v", p, err)
		}
	})
}

// Why somebody may do something with a touchpoint, a standard, an inspection, a schedule
// or a project is told to those who read it, by its department and its people.
func TestExplainInspections(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		sys, service := w.A.System(), w.A.Departments[flow.DepartmentService].ID
		touchpoint := w.Client.Touchpoint.Create().SetName("售后热线").SetJourneyStage(flow.StageAfterSales).SetState(flow.TouchpointConfirmed).SetDepartmentID(service).SaveX(sys)
		standard := w.Client.TouchpointStandard.Create().SetTouchpointID(touchpoint.ID).SetDepartmentID(service).SetEdition(1).SetServiceStandard("接听").
			SetOperatingProcedure("问候").SetItems([]flow.StandardItem{}).SaveX(sys)
		looked := w.Client.Inspection.Create().SetKind(flow.InspectionSelf).SetTouchpointID(touchpoint.ID).SetDepartmentID(service).SetPlannedOn("2027-01-01").
			SetDueAt(w.Clock.Now()).SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{}).SaveX(sys)
		often := w.Client.InspectionSchedule.Create().SetTouchpointID(touchpoint.ID).SetDepartmentID(service).SetKind(flow.InspectionSelf).
			SetCadence(flow.PeriodMonth).SetDay(5).SaveX(sys)
		project := w.Client.ImprovementProject.Create().SetName("提速").SetGoal("三十秒").SetDepartmentID(service).SetOwnerID(w.A.Members["member.service"].ID).
			SetFromOn("2026-09-01").SetUntilOn("2026-12-31").SaveX(sys)
		for name, c := range map[string]struct {
			of authz.Resource
			id typeid.ID
		}{
			"a touchpoint":  {authz.Touchpoint, touchpoint.ID},
			"a standard":    {authz.TouchpointStandard, standard.ID},
			"an inspection": {authz.Inspection, looked.ID},
			"a schedule":    {authz.Inspection, often.ID},
			"a project":     {authz.ImprovementAction, project.ID},
		} {
			e, err := access.Explain(w.As("head.service"), w.Client, access.Question{Resource: c.of, Action: authz.Update, ID: &c.id})
			if err != nil || !e.Allowed {
				t.Errorf("%s: %+v, %v", name, e, err)
			}
			sales := w.A.Members["head.sales"].ID
			e, err = access.Explain(w.As("admin"), w.Client, access.Question{Resource: c.of, Action: authz.Update, ID: &c.id, MemberID: &sales})
			if err == nil && (e.Allowed || e.Missing == nil || *e.Missing != authz.OutOfScope) || err != nil && fault.CodeOf(err) != fault.CodeNotFound {
				t.Errorf("%s, of another department: %+v, %v", name, e, err)
			}
			if _, err := access.Explain(w.As("head.service"), w.Client, access.Question{Resource: authz.Customer, Action: authz.Read, ID: &c.id}); fault.CodeOf(err) != fault.CodeNotFound {
				t.Errorf("%s, of another kind: %v", name, err)
			}
		}
	})
}
