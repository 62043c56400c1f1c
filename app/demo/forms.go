package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"heed/app/requirements"
	"heed/ent"
	"heed/ent/requirementform"
	"heed/rules/flow"
	"heed/rules/form"
	"heed/rules/viewer"
)

// asks are the fields of the company's form, in the order in which they came to it.
var asks = []flow.FormField{
	{Key: "site", Label: "使用地点", Type: flow.FieldText, Help: "门店、仓库或车间的名称"},
	{Key: "devices", Label: "涉及设备台数", Type: flow.FieldNumber, Min: new(0.0)},
	{Key: "wanted_on", Label: "期望完成日期", Type: flow.FieldDate},
	{Key: "stops_business", Label: "是否影响营业", Type: flow.FieldBoolean},
	{Key: "device", Label: "设备类型", Type: flow.FieldSingle, Options: []flow.FormOption{
		{Key: "till", Label: "收银设备"}, {Key: "scanner", Label: "扫码设备"}, {Key: "cold", Label: "冷链设备"}, {Key: "platform", Label: "订货平台"},
	}},
	{Key: "who", Label: "受影响的人", Type: flow.FieldMulti, Options: []flow.FormOption{
		{Key: "cashier", Label: "收银员"}, {Key: "keeper", Label: "库管员"}, {Key: "buyer", Label: "采购员"}, {Key: "guest", Label: "到店顾客"},
	}},
	{Key: "setting", Label: "现场情况", Type: flow.FieldLongText},
}

// editions are the versions of the form that followed the first: how many days after
// the company began, with how many of the fields.
var editions = []struct {
	days, fields int
	note         string
}{
	{2, 3, "增加使用地点、台数和期望日期。"},
	{90, 5, "增加设备类型和是否影响营业。"},
	{200, 6, "增加受影响的人，便于判断紧急程度。"},
}

// forms plans the versions of the form; the last one is still a draft.
func (w *world) forms(now time.Time) []*step {
	var all []*step
	draft := func(at time.Time, fields int, note string) {
		all = append(all, &step{at: at, who: management, act: "draft a form", do: func(ctx context.Context, tx *ent.Tx) error {
			_, err := requirements.FormDraft(ctx, tx, requirements.FormDraftInput{Fields: asks[:fields], Note: &note})
			return err
		}})
	}
	for _, e := range editions {
		at := founding(now).AddDate(0, 0, e.days)
		draft(at, e.fields, e.note)
		all = append(all, &step{at: at.Add(3 * time.Hour), who: management, act: "publish a form", do: func(ctx context.Context, tx *ent.Tx) error {
			f, err := tx.RequirementForm.Query().Where(requirementform.StateEQ(flow.FormDraft)).Only(ctx)
			if err == nil {
				_, err = requirements.FormPublish(ctx, tx, requirements.FormPublishInput{ID: f.ID, ExpectedVersion: f.Version})
			}
			return err
		}})
	}
	draft(now.AddDate(0, 0, -5), len(asks), "拟增加现场情况，征求各部门意见中。")
	return all
}

// What is filled in.
var (
	sites    = []string{"总部仓库", "城东门店", "二号车间", "机场店", "冷库一区", "物流园分拨中心", "新开业的旗舰店"}
	siteText = []string{"现场无专职技术人员。", "设备使用满两年，未更换过配件。", "场地较潮湿，电源不稳。"}
)

// fill fills the form in force in, as far as the customer told.
func fill(ctx context.Context, tx *ent.Tx, rng *rand.Rand, urgent bool) ([]form.Value, error) {
	f, err := requirements.FormInForce(ctx, tx.Client())
	if err != nil || f == nil {
		return nil, err
	}
	var values []form.Value
	for _, field := range f.Fields {
		v := form.Value{Key: field.Key}
		switch field.Type {
		case flow.FieldText:
			v.Text = new(pick(rng, sites))
		case flow.FieldNumber:
			v.Number = new(float64(1 + rng.IntN(40)))
		case flow.FieldDate:
			v.Date = new(viewer.Now(ctx).AddDate(0, 0, 14+rng.IntN(60)).Format(time.DateOnly))
		case flow.FieldBoolean:
			v.Boolean = &urgent
		case flow.FieldSingle:
			v.Options = []string{pick(rng, field.Options).Key}
		case flow.FieldMulti:
			v.Options = []string{field.Options[0].Key, field.Options[1+rng.IntN(len(field.Options)-1)].Key}
		case flow.FieldLongText:
			v.Text = new(pick(rng, siteText))
		}
		values = append(values, v)
	}
	return values, nil
}
