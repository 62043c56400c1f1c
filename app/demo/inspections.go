package demo

import (
	"context"
	"fmt"
	"time"

	"heed/app/findings"
	"heed/app/inspections"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// look is an inspection of the demo company's touchpoints, and what came of it.
type look struct {
	of     string
	who    string // who plans and makes it
	kind   flow.InspectionKind
	days   int // before now, on which it is planned and, two hours later, made
	values [3]float64
	end    flow.InspectionState
}

// Each month the hotline is looked at by its department; of the others some, and by the
// management some across departments.
var looks = []look{
	{"售后热线", headService, flow.InspectionSelf, 227, [3]float64{70, 78, 4.3}, flow.InspectionDone},
	{"售后热线", headService, flow.InspectionSelf, 205, [3]float64{63, 82, 4.4}, flow.InspectionDone},
	{"售后热线", headService, flow.InspectionSelf, 187, [3]float64{52, 80, 4.4}, flow.InspectionDone},
	{"售后热线", headService, flow.InspectionSelf, 160, [3]float64{48, 86, 4.6}, flow.InspectionDone},
	{"售后热线", headService, flow.InspectionSelf, 132, [3]float64{75, 83, 4.6}, flow.InspectionDone},
	{"售后热线", headService, flow.InspectionSelf, 104, [3]float64{45, 88, 4.5}, flow.InspectionDone},
	{"售后热线", headService, flow.InspectionSelf, 76, [3]float64{41, 90, 4.7}, flow.InspectionDone},
	{"售后热线", headService, flow.InspectionSelf, 48, [3]float64{58, 87, 4.3}, flow.InspectionDone},
	{"售后热线", headService, flow.InspectionSelf, 20, [3]float64{39, 91, 4.8}, flow.InspectionDone},
	{"报价与签约", headSales, flow.InspectionSelf, 120, [3]float64{55, 79, 4.5}, flow.InspectionDone},
	{"报价与签约", headSales, flow.InspectionSelf, 85, [3]float64{50, 88, 4.6}, flow.InspectionDone},
	{"报价与签约", headSales, flow.InspectionSelf, 40, [3]float64{44, 90, 4.2}, flow.InspectionDone},
	{"在线客服", management, flow.InspectionSupervisory, 110, [3]float64{66, 82, 4.4}, flow.InspectionDone},
	{"上门维修", management, flow.InspectionSupervisory, 45, [3]float64{58, 89, 4.7}, flow.InspectionDone},
	{"报价与签约", management, flow.InspectionSupervisory, 30, [3]float64{61, 84, 4.1}, flow.InspectionDone},
	{"在线客服", headService, flow.InspectionSelf, 25, [3]float64{}, flow.InspectionCancelled},
	{"上门维修", headService, flow.InspectionSelf, 22, [3]float64{}, flow.InspectionCancelled},
	{"在线客服", headService, flow.InspectionSelf, 9, [3]float64{}, flow.InspectionMissed},
	{"报价与签约", headSales, flow.InspectionSelf, 8, [3]float64{}, flow.InspectionMissed},
	{"售后热线", headService, flow.InspectionSelf, 2, [3]float64{}, flow.InspectionPlanned},
	{"报价与签约", management, flow.InspectionSupervisory, 1, [3]float64{}, flow.InspectionPlanned},
}

// rhythms are the schedules: of whom, of what kind, how often, and whether they have ended.
var rhythms = []struct {
	of, who string
	kind    flow.InspectionKind
	cadence flow.Period
	ended   bool
}{
	{"售后热线", headService, flow.InspectionSelf, flow.PeriodMonth, false},
	{"报价与签约", headSales, flow.InspectionSelf, flow.PeriodMonth, false},
	{"售后热线", management, flow.InspectionSupervisory, flow.PeriodQuarter, false},
	{"在线客服", headService, flow.InspectionSelf, flow.PeriodQuarter, true},
	{"上门维修", management, flow.InspectionSupervisory, flow.PeriodMonth, true},
}

// publications are what sales would publish, and what is wrong with it; "" for what is
// true, "?" for what nobody has looked at.
var publications = []struct {
	content, wrong string
	days           int
}{
	{"新款热水器能效一级，保修六年（检验报告编号附后）", "", 95},
	{"全城最低价，买贵十倍退差", "无法证明为最低价，易使客户误解", 70},
	{"上门安装当日达", "偏远地区不能当日上门，未注明范围", 42},
	{"以旧换新补贴细则", "", 18},
	{"双节促销海报与话术", "?", 1},
}

// inspect has touchpoints looked at, and what is to be published.
func (w *world) inspect(now time.Time) []*step {
	var all []*step
	add := func(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx) error) {
		all = append(all, &step{at: at, who: who, act: act, do: do})
	}
	for _, l := range looks {
		w.lookAt(l, now, add)
	}
	for _, p := range rhythms {
		id := new(typeid.ID)
		add(now.AddDate(0, 0, -80), p.who, "schedule inspections", func(ctx context.Context, tx *ent.Tx) error {
			on, err := named(ctx, tx, []string{p.of})
			if err != nil {
				return err
			}
			s, err := inspections.Schedule(ctx, tx, inspections.ScheduleInput{TouchpointID: on[0], Kind: p.kind, Cadence: p.cadence, Day: 28})
			if err == nil {
				*id = s.ID
			}
			return err
		})
		if p.ended {
			add(now.AddDate(0, 0, -60), p.who, "end a schedule", func(ctx context.Context, tx *ent.Tx) error {
				_, err := inspections.EndSchedule(ctx, tx, inspections.ScheduleEndInput{ID: *id, ExpectedVersion: 1, Reason: "改为随机抽查"})
				return err
			})
		}
	}
	for _, p := range publications {
		w.publish(p.content, p.wrong, now.AddDate(0, 0, -p.days), add)
	}
	for k, words := range []string{"报价时未说明安装费另计，客户签约后才得知", "为促成签约承诺了政策以外的赠品"} {
		add(now.AddDate(0, 0, -55+20*k), management, "note a violation of sales norms", func(ctx context.Context, tx *ent.Tx) error {
			_, err := findings.Create(ctx, tx, findings.CreateInput{
				Source: flow.FindingSalesNorm, Description: new(words), DepartmentID: new(w.departments[bySales]), OwnerID: new(w.id(headSales)),
			})
			return err
		})
	}
	return until(all, now)
}

// lookAt takes an inspection as far as it came.
func (w *world) lookAt(l look, now time.Time, add doing) {
	begun, id := now.AddDate(0, 0, -l.days).Add(4*time.Hour), new(typeid.ID)
	ahead := 5
	if l.end == flow.InspectionMissed {
		ahead = 3
	}
	add(begun, l.who, "plan an inspection", func(ctx context.Context, tx *ent.Tx) error {
		on, err := named(ctx, tx, []string{l.of})
		if err != nil {
			return err
		}
		i, err := inspections.Plan(ctx, tx, inspections.PlanInput{
			TouchpointID: on[0], Kind: l.kind, PlannedOn: begun.AddDate(0, 0, ahead).In(w.config.Zone).Format(time.DateOnly),
		})
		if err == nil {
			*id = i.ID
		}
		return err
	})
	switch l.end {
	case flow.InspectionCancelled:
		add(begun.Add(24*time.Hour), l.who, "cancel an inspection", func(ctx context.Context, tx *ent.Tx) error {
			_, err := inspections.Cancel(ctx, tx, inspections.CancelInput{ID: *id, ExpectedVersion: 1, Reason: "系统升级，当周暂停服务"})
			return err
		})
	case flow.InspectionDone:
		add(begun.Add(2*time.Hour), l.who, "record an inspection", func(ctx context.Context, tx *ent.Tx) error {
			in := inspections.RecordInput{ID: *id, ClientRef: new(fmt.Sprintf("%s-%d", l.kind, l.days)), Finding: &inspections.FindingInput{}}
			for k, value := range l.values {
				in.Results = append(in.Results, inspections.ItemResultInput{Number: k + 1, Value: new(value), Evidence: new("抽查记录第" + fmt.Sprint(k+1) + "页")})
			}
			_, err := inspections.Make(ctx, tx, in)
			return err
		})
	case flow.InspectionPlanned, flow.InspectionMissed: // the calendar's
	}
}

// publish asks for a check of what sales would publish; the management makes it.
func (w *world) publish(content, wrong string, at time.Time, add doing) {
	id := new(typeid.ID)
	add(at, headSales, "ask for a check of content", func(ctx context.Context, tx *ent.Tx) error {
		i, err := inspections.PlanContent(ctx, tx, inspections.ContentPlanInput{Content: content, PlannedOn: at.AddDate(0, 0, 2).In(w.config.Zone).Format(time.DateOnly)})
		if err == nil {
			*id = i.ID
		}
		return err
	})
	if wrong == "?" {
		return
	}
	add(at.Add(20*time.Hour), management, "check content", func(ctx context.Context, tx *ent.Tx) error {
		in := inspections.ContentRecordInput{ID: *id, Finding: &inspections.FindingInput{}}
		for _, aspect := range flow.ContentAspect("").Values() {
			r := inspections.ContentResultInput{Aspect: flow.ContentAspect(aspect), Passed: true}
			if wrong != "" && r.Aspect == flow.ContentNotMisleading {
				r.Passed, r.Evidence = false, new(wrong)
			}
			in.Results = append(in.Results, r)
		}
		_, err := inspections.MakeContent(ctx, tx, in)
		return err
	})
}
