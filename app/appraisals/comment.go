package appraisals

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/appraise"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PointsInput is what the head gives for a line that comes from no data.
type PointsInput struct {
	Title  string
	Points float64 // 0 to 100
}

// CommentInput is what there is to say of a person's work, and the points that come from
// no data; points that are left out stay.
type CommentInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Comment         string
	Points          []PointsInput
}

// Comment says of a draft what its figures do not, or says it anew: by the head of the
// person's department or who reaches it otherwise, never by the person (D0-78). Errors:
// appraisal.own, appraisal.points, appraisal.line, input.out_of_range, input.duplicate,
// transition.illegal. Records appraisal.commented.
func Comment(ctx context.Context, tx *ent.Tx, in CommentInput) (*ent.Appraisal, error) {
	was, _, err := take(ctx, tx, flow.AppraisalActComment, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := tenants.Checking(ctx)
	comment := c.Lines("comment", in.Comment, 1, maxText)
	if c.Err != nil {
		return nil, c.Err
	}
	lines, err := given(was.Lines, in.Points)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, scored(was.Update(), lines).SetComment(comment).SetCommenterID(viewer.From(ctx).Member).
		SetCommenters(typeid.Unique(append(slices.Clone(was.Commenters), viewer.From(ctx).Member))).SetCommentedAt(c.Now), "commented")
}

// given are the lines with the points that were given; of data nobody gives points.
func given(was []appraise.Line, points []PointsInput) ([]appraise.Line, error) {
	lines, titles := slices.Clone(was), map[string]bool{}
	if len(points) > appraise.MaxMetrics {
		return nil, fault.Input("points", "input.too_many").With("max", appraise.MaxMetrics)
	}
	for i, p := range points {
		at := fmt.Sprintf("points[%d].", i)
		line := slices.IndexFunc(lines, func(l appraise.Line) bool { return l.Title == p.Title && l.Metric == flow.MetricOther })
		switch {
		case slices.ContainsFunc(lines, func(l appraise.Line) bool { return string(l.Metric) == p.Title && l.Metric != flow.MetricOther }):
			return nil, fault.Input(at+"title", "appraisal.points")
		case line < 0:
			return nil, fault.Input(at+"title", "appraisal.line")
		case titles[p.Title]:
			return nil, fault.Input(at+"title", "input.duplicate").With("value", text.Clip(p.Title))
		case !(p.Points >= 0 && p.Points <= maxPoints): // also what is no number
			return nil, fault.Input(at+"points", "input.out_of_range").With("min", 0).With("max", maxPoints)
		}
		titles[p.Title] = true
		lines[line].Points = appraise.Rounded(p.Points)
	}
	return lines, nil
}

// ready refuses to show what is not complete: it is commented on, and has all its points.
func ready(a *ent.Appraisal) error {
	if a.Comment == "" {
		return fault.Precondition("appraisal.no_comment")
	}
	if slices.ContainsFunc(a.Lines, func(l appraise.Line) bool { return l.Metric == flow.MetricOther && l.Points == nil }) {
		return fault.Precondition("appraisal.points_missing")
	}
	return nil
}

// Show shows an appraisal to the person, who accepts it or appeals. Errors: appraisal.own,
// appraisal.no_comment, appraisal.points_missing, transition.illegal. Records
// appraisal.shown.
func Show(ctx context.Context, tx *ent.Tx, in tenants.Versioned) (*ent.Appraisal, error) {
	was, next, err := take(ctx, tx, flow.AppraisalActShow, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := ready(was); err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next).SetShownAt(viewer.Now(ctx)), "")
}

// Discard drops a draft that was drawn up in error; another can be drawn up. Errors:
// appraisal.own, transition.illegal. Records appraisal.discarded.
func Discard(ctx context.Context, tx *ent.Tx, in tenants.Versioned) (*ent.Appraisal, error) {
	was, next, err := take(ctx, tx, flow.AppraisalActDiscard, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next).SetEndedAt(viewer.Now(ctx)), "")
}
