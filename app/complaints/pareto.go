package complaints

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/requirements"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/touchpoint"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxBars is how many values an analysis shows; the others are counted together.
const maxBars = 100

// Pareto is what the complaints of a period are about, the most frequent first (D2-65).
type Pareto struct {
	By           flow.ComplaintDimension
	From, To     string    // the days
	ReceivedFrom time.Time // and their instants, as filters take them
	ReceivedTo   time.Time
	Total        int
	Others       int // of values beyond the first 100
	Rows         []Bar
}

// Bar is how many complaints have a value.
type Bar struct {
	Value      *string // as filters take it; nil where it is not known
	Label      string
	Count      int
	Share      float64 // of all of the period
	Cumulative float64 // with those before
}

// columns are those of the dimensions.
var columns = map[flow.ComplaintDimension]string{
	flow.ComplaintsByCause: complaint.FieldRootCause, flow.ComplaintsByNature: complaint.FieldNature, flow.ComplaintsByProduct: complaint.FieldProduct,
	flow.ComplaintsByChannel: complaint.FieldChannel, flow.ComplaintsByDepartment: complaint.FieldOwnerDepartmentID,
	flow.ComplaintsByTouchpoint: complaint.FieldTouchpointID,
}

// CountBy counts the complaints that the viewer may read, of those received in a period,
// the present month when left out, by a dimension: with one statement, and one more for the
// names of touchpoints. Errors: FORBIDDEN, and those of the period on from and to.
func CountBy(ctx context.Context, client *ent.Client, by flow.ComplaintDimension, from, to *string) (*Pareto, error) {
	if err := authz.Require(ctx, authz.ComplaintRead); err != nil {
		return nil, err
	}
	period, err := requirements.PeriodOf(from, to, viewer.Now(ctx), tenants.ConfigFrom(ctx).Zone)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Value string `json:"value"`
		Count int    `json:"number"`
		Total int    `json:"total"`
	}
	err = client.Complaint.Query().Where(complaint.ReceivedAtGTE(period.Begin), complaint.ReceivedAtLT(period.End)).
		Modify(func(s *sql.Selector) {
			column := s.C(columns[by])
			s.Select().AppendSelectExprAs(sql.Raw("COALESCE("+column+", '')"), "value").
				AppendSelectExprAs(sql.Raw("COUNT(*)"), "number").AppendSelectExprAs(sql.Raw("SUM(COUNT(*)) OVER ()"), "total").
				GroupBy("value").OrderBy(sql.Desc("number"), "value").Limit(maxBars)
		}).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("complaints: counting by %s: %w", by, err)
	}
	p := &Pareto{By: by, From: period.First, To: period.Last, ReceivedFrom: period.Begin, ReceivedTo: period.End}
	sum := 0
	for _, row := range rows {
		sum, p.Total = sum+row.Count, row.Total
		p.Rows = append(p.Rows, Bar{
			Value: orNil(row.Value), Label: called(ctx, by, row.Value), Count: row.Count,
			Share: float64(row.Count) / float64(row.Total), Cumulative: float64(sum) / float64(row.Total),
		})
	}
	p.Others = p.Total - sum
	if by == flow.ComplaintsByTouchpoint {
		return p, p.nameTouchpoints(ctx, client)
	}
	return p, nil
}

// nameTouchpoints calls touchpoints by their names, as far as the viewer may read them.
func (p *Pareto) nameTouchpoints(ctx context.Context, client *ent.Client) error {
	var ids []typeid.ID
	for _, bar := range p.Rows {
		if bar.Value != nil {
			ids = append(ids, typeid.ID(*bar.Value))
		}
	}
	if len(ids) == 0 || authz.Require(ctx, authz.TouchpointRead) != nil {
		return nil
	}
	all, err := client.Touchpoint.Query().Where(touchpoint.IDIn(ids...)).Select(touchpoint.FieldID, touchpoint.FieldName).All(ctx)
	if err != nil {
		return fmt.Errorf("complaints: reading touchpoints: %w", err)
	}
	names := make(map[string]string, len(all))
	for _, t := range all {
		names[string(t.ID)] = t.Name
	}
	for i, bar := range p.Rows {
		if bar.Value != nil && names[*bar.Value] != "" {
			p.Rows[i].Label = names[*bar.Value]
		}
	}
	return nil
}

// called is a value in the viewer's language; "" where it is not known.
func called(ctx context.Context, by flow.ComplaintDimension, value string) string {
	if value == "" {
		return ""
	}
	l := viewer.From(ctx).Language()
	switch by {
	case flow.ComplaintsByCause:
		return label.Of(l, "RootCauseClass", value)
	case flow.ComplaintsByNature:
		return label.Of(l, "ComplaintNature", value)
	case flow.ComplaintsByChannel:
		return label.Of(l, "Channel", value)
	case flow.ComplaintsByDepartment:
		if d := tenants.ConfigFrom(ctx).Departments[typeid.ID(value)]; d != nil {
			return d.Name
		}
	case flow.ComplaintsByProduct, flow.ComplaintsByTouchpoint:
	}
	return value
}
