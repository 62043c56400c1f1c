package surveys

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/app/complaints"
	"heed/app/opportunities"
	"heed/app/requirements"
	"heed/app/tasks"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/sla"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	maxTags  = 50
	maxTitle = 60 // of a record whose title is the beginning of its words
	// complaintDays is by when a complaint that answers brought is promised an answer, in
	// working days; whoever handles it may promise another.
	complaintDays = 3
)

var tagCode = regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,39}$`)

// TagInput is a tag set by hand.
type TagInput struct {
	Group flow.TagGroup
	Code  string
}

// ProposalInput is what is done with a draft.
type ProposalInput struct {
	Index        int
	Take         bool
	Kind         *survey.DraftKind
	Title        *string
	Category     *flow.RequirementCategory
	Urgency      *flow.Urgency
	DepartmentID *typeid.ID
	Reason       *string
}

// TidyInput is a response put in order.
type TidyInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Tags            []TagInput
	Take            []flow.SurveyTarget
	Proposals       []ProposalInput
}

// Tidy puts a response in order once its key answers are verified: tags, fields that are
// taken over, and a decision on each draft (D3-21, D3-23, D3-30, D3-65). What is made of
// drafts is made in the viewer's name, and by the viewer's rights. Errors:
// response.unverified, response.undecided, response.no_such_draft, those of the verbs.
// Records survey_response.tidied, and what the verbs record.
func Tidy(ctx context.Context, tx *ent.Tx, in TidyInput) (*ent.SurveyResponse, error) {
	was, next, err := takeResponse(ctx, tx, authz.SurveyResponseTransition, flow.ResponseActTidy, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if was.VerifiedAt == nil {
		return nil, fault.Precondition("response.unverified")
	}
	c := checking(ctx)
	c.many("tags", len(in.Tags), maxTags)
	c.many("take", len(in.Take), len(places))
	known(c, "take", in.Take...)
	tags := slices.Clone(was.Tags)
	for i, t := range in.Tags {
		known(c, fmt.Sprintf("tags[%d].group", i), t.Group)
		if !tagCode.MatchString(t.Code) {
			c.Fail(fault.Input(fmt.Sprintf("tags[%d].code", i), "survey.tag_code"))
		}
		if !slices.ContainsFunc(tags, func(o flow.ResponseTag) bool { return o.Group == t.Group && o.Code == t.Code }) {
			tags = append(tags, flow.ResponseTag{Group: t.Group, Code: t.Code, By: viewer.From(ctx).Member})
		}
	}
	if c.Err != nil {
		return nil, c.Err
	}
	if err := takeOver(ctx, tx, was, in.Take); err != nil {
		return nil, err
	}
	drafts, err := decide(ctx, tx, was, in.Proposals)
	if err != nil {
		return nil, err
	}
	if err := tagCustomer(ctx, tx, was, tags); err != nil {
		return nil, err
	}
	countTags(ctx, was.CampaignID, tags[len(was.Tags):], 1)
	if err := tasks.Settle(ctx, tx, verifyKey(was), ""); err != nil {
		return nil, err
	}
	return moveResponse(ctx, was, was.Update().SetState(next).SetTags(tags).SetDrafts(drafts).SetTidiedAt(c.now), "", "D3-21", "D3-23", "D3-30", "D3-65")
}

// decide makes records of drafts, or drops them: each must be decided on.
func decide(ctx context.Context, tx *ent.Tx, r *ent.SurveyResponse, in []ProposalInput) ([]survey.Proposal, error) {
	drafts := slices.Clone(r.Drafts)
	for i, p := range in {
		at := fmt.Sprintf("proposals[%d]", i)
		if p.Index < 0 || p.Index >= len(drafts) || drafts[p.Index].State != survey.ProposalOpen {
			return nil, fault.Input(at+".index", "response.no_such_draft")
		}
		d := &drafts[p.Index]
		if !p.Take {
			c := checking(ctx)
			if d.State, d.Reason = survey.ProposalDropped, c.Lines(at+".reason", optional.Value(p.Reason), 1, maxShort); c.Err != nil {
				return nil, c.Err
			}
			continue
		}
		if p.Kind != nil {
			c := checking(ctx)
			if known(c, at+".kind", *p.Kind); c.Err != nil {
				return nil, c.Err
			}
			d.Kind = *p.Kind
		}
		d.State = survey.ProposalTaken
		if err := makeOf(ctx, tx, r, d, p); err != nil {
			return nil, err
		}
		note(ctx, r.CampaignID, "needs", 1)
	}
	for i, d := range drafts {
		if d.State == survey.ProposalOpen {
			return nil, fault.Precondition("response.undecided").On("proposals").With("index", i)
		}
	}
	return drafts, nil
}

// makeOf makes the record of a draft; a suggestion stays with the response.
func makeOf(ctx context.Context, tx *ent.Tx, r *ent.SurveyResponse, d *survey.Proposal, in ProposalInput) error {
	title := optional.Or(in.Title, beginning(d.Text))
	switch d.Kind {
	case survey.DraftRequirement:
		made, err := requirements.CreateFrom(ctx, tx, requirements.CreateInput{
			CustomerID: r.CustomerID, Title: title, OriginalText: d.Text, Source: flow.RequirementSourceSurvey, CollectedAt: r.SubmittedAt,
			Category: optional.Or(in.Category, flow.RequirementCategoryOther), Urgency: optional.Or(in.Urgency, r.Priority), LeadDepartmentID: in.DepartmentID,
		}, requirements.Origin{Type: flow.SubjectSurveyResponse, ID: r.ID, Clauses: []string{"D3-30", "D3-43"}})
		if err != nil {
			return err
		}
		d.Type, d.ID = flow.SubjectRequirement, made.ID
	case survey.DraftComplaint:
		promised := viewer.Now(ctx).Add(complaintDays * 24 * time.Hour)
		if at := clocks.WorkingDaysAfter(ctx, viewer.Now(ctx), complaintDays); at != nil {
			promised = *at
		}
		made, err := complaints.Create(ctx, tx, complaints.CreateInput{
			Links: complaints.Links{CustomerID: &r.CustomerID, ContactID: idOrNone(r.ContactID)}, Content: d.Text, ComplainedAt: r.SubmittedAt,
			Channel: flow.ChannelWeb, PromisedAt: promised, OwnerDepartmentID: in.DepartmentID,
		})
		if err != nil {
			return err
		}
		d.Type, d.ID = flow.SubjectComplaint, made.ID
	case survey.DraftOpportunity:
		answers, err := AnswersOf(ctx, r)
		if err != nil {
			return err
		}
		chance, _ := survey.Opportunity(questionsOf(r), answers)
		if title == "" {
			title = taskTitle(ctx, flow.TaskTrial)
		}
		made, err := opportunities.Create(ctx, tx, opportunities.CreateInput{CustomerID: r.CustomerID, ResponseID: r.ID, Fields: opportunities.Fields{
			Title: &title, Kinds: chance.Kinds, OtherKind: wordOrNone(chance.OtherKind), Budget: bandOrNone(chance.Budget), Decision: bandOrNone(chance.Decision),
			SupportNeeded: wordOrNone(chance.Support),
		}})
		if err != nil {
			return err
		}
		d.Type, d.ID = flow.SubjectOpportunity, made.ID
	case survey.DraftSuggestion:
	}
	return nil
}

func idOrNone(id typeid.ID) *typeid.ID {
	if id == "" {
		return nil
	}
	return &id
}

func wordOrNone(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func bandOrNone[T ~string](v T) *T {
	if v == "" {
		return nil
	}
	return &v
}

// beginning is the first line of words, not too long.
func beginning(s string) string {
	for i, r := range s {
		if r == '\n' {
			s = s[:i]
			break
		}
	}
	if all := []rune(s); len(all) > maxTitle {
		return string(all[:maxTitle-1]) + "…"
	}
	return s
}

// FollowUpInput is that the follow-up has begun.
type FollowUpInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Note            string
}

// FollowUp begins the follow-up of a response that is tidied; the 48 hours stop (D3-65).
// Records survey_response.followed_up.
func FollowUp(ctx context.Context, tx *ent.Tx, in FollowUpInput) (*ent.SurveyResponse, error) {
	was, next, err := takeResponse(ctx, tx, authz.SurveyResponseTransition, flow.ResponseActFollowUp, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	words := c.Lines("note", in.Note, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	due, err := clocks.Stop(ctx, tx, clocks.OfResponse(was), sla.ClockSurveyTidy, c.now, "")
	if err != nil {
		return nil, err
	}
	return moveResponse(ctx, was, was.Update().SetState(next).SetFollowUpStartedAt(c.now).SetFollowUpNote(words).SetDueAt(due), "", "D3-65")
}
