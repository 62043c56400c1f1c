package attachments

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/contact"
	"heed/ent/finding"
	"heed/ent/improvementaction"
	"heed/ent/inspection"
	"heed/ent/interaction"
	"heed/ent/meeting"
	"heed/ent/report"
	"heed/ent/requirement"
	"heed/ent/researchactivity"
	"heed/ent/task"
	"heed/ent/trainingsession"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// owner is the record that a file belongs to, as far as the viewer reads it.
type owner struct {
	of        flow.SubjectType
	id        typeid.ID
	number    string
	record    authz.Record
	hidden    bool        // from its own departments
	people    []typeid.ID // contacts whom it names
	complaint typeid.ID   // whose complainant may be erased without being a contact
	looks     *ent.Inspection
}

// heard is the record as its events have it: of what is hidden only those hear
// who may change it, or read all there is.
func (o *owner) heard() authz.Record {
	if o.hidden {
		return authz.Record{Members: o.record.Members}
	}
	return o.record
}

// find reads a record by its id, with the viewer's eyes.
type find func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error)

// finds are how the records are found that may have files (authz.Holds).
var finds = map[flow.SubjectType]find{
	flow.SubjectRequirement: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		r, err := c.Requirement.Query().Where(requirement.ID(id)).WithAssisting().Only(ctx)
		if err != nil {
			return nil, err
		}
		if err := journal.LoadTeams(ctx, c, r); err != nil {
			return nil, err
		}
		assisting := make([]typeid.ID, len(r.Edges.Assisting))
		for i, d := range r.Edges.Assisting {
			assisting[i] = d.DepartmentID
		}
		var of authz.Record
		of.Departments, of.Members = journal.RequirementRecord(r, assisting)
		return &owner{number: number(r.Number), record: of}, nil
	},
	flow.SubjectInteraction: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		i, err := c.Interaction.Query().Where(interaction.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		people := slices.DeleteFunc(append(ids(i.ContactID), i.ParticipantIds...), func(id typeid.ID) bool {
			return id.Prefix() != ent.Prefixes[ent.TypeContact]
		})
		return &owner{record: recordOf(ids(i.DepartmentID), ids(i.MemberID, i.CreatedBy)), people: people}, nil
	},
	flow.SubjectResearch: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		r, err := c.ResearchActivity.Query().Where(researchactivity.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		return &owner{record: recordOf(ids(r.DepartmentID), ids(r.OwnerID, r.CreatedBy)), hidden: r.Confidential || r.Method.Hidden(r.PublishedAt)}, nil
	},
	flow.SubjectMeeting: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		m, err := c.Meeting.Query().Where(meeting.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		return &owner{record: recordOf(ids(m.DepartmentID), ids(m.OrganizerID, m.CreatedBy))}, nil
	},
	flow.SubjectFinding: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		f, err := c.Finding.Query().Where(finding.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		return &owner{number: f.Number, record: recordOf(ids(f.DepartmentID), ids(f.OwnerID, f.CreatedBy))}, nil
	},
	flow.SubjectAction: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		a, err := c.ImprovementAction.Query().Where(improvementaction.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		return &owner{record: recordOf(ids(a.DepartmentID), ids(a.OwnerID, a.VerifierID, a.CreatedBy))}, nil
	},
	flow.SubjectInspection: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		i, err := c.Inspection.Query().Where(inspection.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		return &owner{record: recordOf(ids(i.DepartmentID), ids(i.InspectorID, i.CreatedBy)), looks: i}, nil
	},
	flow.SubjectReport: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		r, err := c.Report.Query().Where(report.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		return &owner{record: recordOf(ids(r.DepartmentID), ids(r.CreatedBy))}, nil
	},
	flow.SubjectComplaint: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		r, err := c.Complaint.Query().Where(complaint.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		if err := journal.LoadGroups(ctx, c, r); err != nil {
			return nil, err
		}
		var of authz.Record
		of.Departments, of.Members = journal.ComplaintRecord(r)
		return &owner{number: r.Number, record: of, people: ids(r.ContactID), complaint: r.ID}, nil
	},
	flow.SubjectTrainingSession: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		t, err := c.TrainingSession.Query().Where(trainingsession.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		return &owner{record: recordOf(ids(t.DepartmentID), ids(t.TrainerID, t.CreatedBy))}, nil
	},
	flow.SubjectTask: func(ctx context.Context, c *ent.Client, id typeid.ID) (*owner, error) {
		t, err := c.Task.Query().Where(task.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		var of authz.Record
		of.Departments, of.Members = journal.TaskRecord(t)
		return &owner{record: of}, nil
	},
}

func recordOf(departments, members []typeid.ID) authz.Record {
	return authz.Record{Departments: departments, Members: members}
}

// ids leaves out what is not there.
func ids(all ...typeid.ID) []typeid.ID {
	kept := make([]typeid.ID, 0, len(all))
	for _, id := range all {
		if id != "" {
			kept = append(kept, id)
		}
	}
	return kept
}

func number(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// ownerOf is the record, if the viewer reads it. Errors: attachment.owner,
// FORBIDDEN by role, NOT_FOUND.
func ownerOf(ctx context.Context, c *ent.Client, of flow.SubjectType, id typeid.ID) (*owner, error) {
	read, _, ok := authz.Holds(of)
	if !ok {
		return nil, fault.Input("ownerType", "attachment.owner")
	}
	if err := authz.Require(ctx, read); err != nil {
		return nil, err
	}
	o, err := finds[of](ctx, c, id)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("ownerId")
	}
	if err != nil {
		return nil, fmt.Errorf("attachments: reading %s: %w", id, err)
	}
	o.of, o.id = of, id
	return o, nil
}

// changes refuses who may not change the record. Those who read it because
// they are named in it, as the people of a meeting, need not be in the record.
func (o *owner) changes(ctx context.Context) error {
	if o.looks != nil {
		return looksAt(ctx, o.looks)
	}
	_, change, _ := authz.Holds(o.of)
	err := authz.On(ctx, change, o.record)
	if fault.CodeOf(err) == fault.CodeNotFound {
		return fault.Forbidden().Extend("action", string(change))
	}
	return err
}

// looksAt refuses who does not write down what is seen: who is inspected has no hand in
// what shows it. Who asks for a check of content gives what is to be published, until it
// is checked. What an inspection rests on stays as it was when it is over.
func looksAt(ctx context.Context, i *ent.Inspection) error {
	if !authz.InspectionFiles(viewer.From(ctx), i) {
		action := authz.InspectionUpdate
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(authz.Can(ctx, action)))
	}
	if authz.InspectionOver(i) {
		return fault.Precondition("inspection.files_fixed").On("ownerId")
	}
	return nil
}

// present refuses a file for a record whose person was erased: nothing would take it
// away again.
func (o *owner) present(ctx context.Context, c *ent.Client, modifiers ...func(*sql.Selector)) error {
	if o.complaint != "" {
		q := c.Complaint.Query().Where(complaint.ID(o.complaint))
		q.Modify(modifiers...)
		r, err := q.Only(viewer.SystemOf(ctx))
		if err != nil {
			return fmt.Errorf("attachments: reading a complaint: %w", err)
		}
		if r.ErasedAt != nil {
			return fault.Precondition("contact.erased").On("ownerId")
		}
	}
	if len(o.people) == 0 {
		return nil
	}
	q := c.Contact.Query().Where(contact.IDIn(o.people...)).Order(contact.ByID())
	q.Modify(modifiers...)
	all, err := q.All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("attachments: reading the persons of %s: %w", o.id, err)
	}
	if slices.ContainsFunc(all, func(p *ent.Contact) bool { return p.ErasedAt != nil }) {
		return fault.Precondition("contact.erased").On("ownerId")
	}
	return nil
}
