package access

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// kinds are the records that a resource's permissions are about, by the prefix
// of their ids; those of more are besides. Events have none that could be asked about.
var kinds = map[authz.Resource]string{
	authz.Tenant:              ent.Prefixes[ent.TypeTenant],
	authz.Calendar:            ent.Prefixes[ent.TypeWorkingCalendar],
	authz.SLAPolicy:           ent.Prefixes[ent.TypeSlaPolicy],
	authz.Tier:                ent.Prefixes[ent.TypeCustomerTier],
	authz.Department:          ent.Prefixes[ent.TypeDepartment],
	authz.Member:              ent.Prefixes[ent.TypeMember],
	authz.Role:                ent.Prefixes[ent.TypeRole],
	authz.Customer:            ent.Prefixes[ent.TypeCustomer],
	authz.Contact:             ent.Prefixes[ent.TypeContact],
	authz.Requirement:         ent.Prefixes[ent.TypeRequirement],
	authz.RequirementDecision: ent.Prefixes[ent.TypeRequirement],
	authz.Complaint:           ent.Prefixes[ent.TypeComplaint],
	authz.ComplaintDecision:   ent.Prefixes[ent.TypeComplaint],
	authz.Approval:            ent.Prefixes[ent.TypeApproval],
	authz.Task:                ent.Prefixes[ent.TypeTask],
	authz.WorkGroup:           ent.Prefixes[ent.TypeWorkGroup],
	authz.Finding:             ent.Prefixes[ent.TypeFinding],
	authz.ImprovementAction:   ent.Prefixes[ent.TypeImprovementAction],
	authz.Touchpoint:          ent.Prefixes[ent.TypeTouchpoint],
	authz.TouchpointStandard:  ent.Prefixes[ent.TypeTouchpointStandard],
	authz.Inspection:          ent.Prefixes[ent.TypeInspection],
}

// more are the other records of a resource.
var more = map[authz.Resource]string{
	authz.ImprovementAction: ent.Prefixes[ent.TypeImprovementProject],
	authz.Inspection:        ent.Prefixes[ent.TypeInspectionSchedule],
}

// recordOf is what scopes look at in the record, nil for no id. One that the
// viewer may not read, or of another kind, is not found.
func recordOf(ctx context.Context, client *ent.Client, r authz.Resource, id *typeid.ID) (*authz.Record, error) {
	if id == nil {
		return nil, nil //nolint:nilnil // no id, no record
	}
	r = r.Decided()
	if kind, ok := kinds[r]; !ok || kind != id.Prefix() && more[r] != id.Prefix() || authz.Can(ctx, authz.ActionOf(r, authz.Read)) == viewer.None {
		return nil, fault.NotFound().On("id")
	}
	n, err := client.Record(ctx, *id) // whole: what the question selects is of another type
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("id")
	}
	if err != nil {
		return nil, fmt.Errorf("access: reading a record: %w", err)
	}
	record, err := place(ctx, n)
	return &record, err
}

// place is what scopes look at; records of the whole company have no place.
func place(ctx context.Context, n any) (authz.Record, error) {
	switch n := n.(type) {
	case *ent.Member:
		return tenants.MemberRecord(n), nil
	case *ent.Customer:
		departments, members := journal.CustomerRecord(n)
		return authz.Record{Departments: departments, Members: members}, nil
	case *ent.Approval:
		return journal.ApprovalRecord(n), nil
	case *ent.Task:
		departments, members := journal.TaskRecord(n)
		return authz.Record{Departments: departments, Members: members}, nil
	case *ent.Finding:
		return authz.Record{Departments: []typeid.ID{n.DepartmentID}, Members: []typeid.ID{n.OwnerID, n.CreatedBy}}, nil
	case *ent.ImprovementAction:
		return authz.Record{Departments: []typeid.ID{n.DepartmentID}, Members: []typeid.ID{n.OwnerID, n.VerifierID, n.CreatedBy}}, nil
	case *ent.ImprovementProject:
		return authz.Record{Departments: []typeid.ID{n.DepartmentID}, Members: []typeid.ID{n.OwnerID, n.CreatedBy}}, nil
	case *ent.Touchpoint:
		return authz.Record{Departments: []typeid.ID{n.DepartmentID}, Members: []typeid.ID{n.CreatedBy}}, nil
	case *ent.TouchpointStandard:
		return authz.Record{Departments: []typeid.ID{n.DepartmentID}, Members: []typeid.ID{n.CreatedBy}}, nil
	case *ent.Inspection:
		return authz.Record{Departments: []typeid.ID{n.DepartmentID}, Members: []typeid.ID{n.InspectorID, n.CreatedBy}}, nil
	case *ent.InspectionSchedule:
		return authz.Record{Departments: []typeid.ID{n.DepartmentID}, Members: []typeid.ID{n.InspectorID, n.CreatedBy}}, nil
	case *ent.Contact:
		c, err := n.QueryCustomer().Only(ctx)
		if ent.IsNotFound(err) {
			return authz.Record{}, fault.NotFound().On("id")
		}
		if err != nil {
			return authz.Record{}, fmt.Errorf("access: reading a customer: %w", err)
		}
		return place(ctx, c)
	case *ent.WorkGroup:
		parts, err := n.QueryMemberships().All(ctx)
		if err != nil {
			return authz.Record{}, fmt.Errorf("access: reading a group: %w", err)
		}
		record := authz.Record{Departments: []typeid.ID{n.DepartmentID}, Members: []typeid.ID{n.LeaderID}}
		for _, m := range parts {
			record.Members = append(record.Members, m.MemberID)
		}
		return record, nil
	case *ent.Complaint:
		one := *n
		if n.GroupID != "" {
			var err error
			one.Edges.Group, err = n.QueryGroup().WithMemberships().Only(viewer.SystemOf(ctx))
			if ent.MaskNotFound(err) != nil {
				return authz.Record{}, fmt.Errorf("access: reading a group: %w", err)
			}
		}
		departments, members := journal.ComplaintRecord(&one)
		return authz.Record{Departments: departments, Members: members}, nil
	case *ent.Requirement:
		rows, err := n.QueryAssisting().All(ctx)
		if err != nil {
			return authz.Record{}, fmt.Errorf("access: reading assisting departments: %w", err)
		}
		assisting := make([]typeid.ID, len(rows))
		for i, row := range rows {
			assisting[i] = row.DepartmentID
		}
		one := *n
		if n.TeamID != "" {
			one.Edges.Team, err = n.QueryTeam().WithMemberships().Only(viewer.AsSystem(ctx, viewer.Tenant(ctx)))
			if ent.MaskNotFound(err) != nil {
				return authz.Record{}, fmt.Errorf("access: reading a team: %w", err)
			}
		}
		departments, members := journal.RequirementRecord(&one, assisting)
		return authz.Record{Departments: departments, Members: members}, nil
	}
	return authz.Record{}, nil
}
