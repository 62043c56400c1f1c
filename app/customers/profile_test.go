package customers_test

import (
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/rules/flow"
)

// What a customer is worth and how its people want to be contacted is kept,
// told by name, and cleared.
func TestProfilesAndWishes(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ctx := w.As("management")
		c := made(t, w, ctx, customers.CreateInput{
			Name: "a", Profile: customers.Profile{
				CooperationSince: ptr("2020-02-29"), CooperationProducts: []string{" 门锁", "Café"}, ValueAmount: ptr(int64(1<<53 - 1)),
				GrowthPotential: ptr(5), RelationshipStage: ptr(flow.StageMaintaining), RenewalDueOn: ptr("2027-01-31"), ChurnReason: ptr(flow.NonRenewPrice),
			},
			Contacts: []customers.ContactInput{{Name: "Ann", WeChat: ptr("Ann_123"), Wishes: customers.Wishes{
				PreferredFrequency: ptr(flow.ContactWeekly), PreferredChannels: []flow.Channel{flow.ChannelApp},
				WantedContent: []flow.WantedContent{flow.WantedCase, flow.WantedPolicy}, DoNotDisturb: ptr(true),
			}}},
		})
		c = w.Client.Customer.GetX(ctx, c.ID)
		if *c.CooperationSince != "2020-02-29" || !slices.Equal(c.CooperationProducts, []string{"门锁", "Café"}) || *c.ValueAmount != 1<<53-1 ||
			*c.GrowthPotential != 5 || *c.RelationshipStage != flow.StageMaintaining || *c.RenewalDueOn != "2027-01-31" || *c.ChurnReason != flow.NonRenewPrice {
			t.Errorf("made %+v", c)
		}
		ann := c.QueryContacts().OnlyX(ctx)
		mask, err := customers.MaskedWeChat(ctx, ann)
		if err != nil || *mask != "An****" || *ann.PreferredFrequency != flow.ContactWeekly || !slices.Equal(ann.PreferredChannels, []flow.Channel{flow.ChannelApp}) ||
			!slices.Equal(ann.WantedContent, []flow.WantedContent{flow.WantedCase, flow.WantedPolicy}) || !ann.DoNotDisturb || ann.WechatHash == nil {
			t.Errorf("made %+v, %v, %v", ann, mask, err)
		}
		c, err = do(ctx, w, customers.Update, customers.UpdateInput{ID: c.ID, ExpectedVersion: 1, Profile: customers.Profile{
			CooperationSince: ptr(""), CooperationProducts: []string{}, ValueAmount: ptr(int64(0)), GrowthPotential: ptr(3), ChurnReason: ptr(flow.NonRenewReason("")),
		}})
		if err != nil {
			t.Fatal(err)
		}
		c = w.Client.Customer.GetX(ctx, c.ID)
		if c.CooperationSince != nil || c.CooperationProducts != nil || c.ValueAmount != nil || *c.GrowthPotential != 3 || c.ChurnReason != nil || c.RenewalDueOn == nil {
			t.Errorf("changed to %+v", c)
		}
		if got := strings.Join(last(t, w).Fields, ","); got != "cooperationSince,cooperationProducts,valueAmount,growthPotential,churnReason" {
			t.Errorf("told %s", got)
		}
		if _, err = do(ctx, w, customers.UpdateContact, customers.ContactUpdateInput{ID: ann.ID, ExpectedVersion: 1, WeChat: ptr(""), Wishes: customers.Wishes{
			PreferredFrequency: ptr(flow.ContactFrequency("")), PreferredChannels: []flow.Channel{}, DoNotDisturb: ptr(false),
		}}); err != nil {
			t.Fatal(err)
		}
		ann = w.Client.Contact.GetX(ctx, ann.ID)
		if ann.Wechat != nil || ann.WechatHash != nil || ann.PreferredFrequency != nil || len(ann.PreferredChannels) > 0 || len(ann.WantedContent) != 2 || ann.DoNotDisturb {
			t.Errorf("changed to %+v", ann)
		}
		if got := strings.Join(last(t, w).Fields, ","); got != "wechat,preferredFrequency,preferredChannels,doNotDisturb" {
			t.Errorf("told %s", got)
		}
		for want, p := range map[string]customers.Profile{
			"BAD_USER_INPUT sla.date_format cooperationSince":            {CooperationSince: ptr("2021-02-29")},
			"BAD_USER_INPUT sla.date_format renewalDueOn":                {RenewalDueOn: ptr("soon")},
			"BAD_USER_INPUT input.out_of_range valueAmount":              {ValueAmount: ptr(int64(1 << 53))},
			"BAD_USER_INPUT input.out_of_range growthPotential":          {GrowthPotential: ptr(6)},
			"BAD_USER_INPUT input.too_many cooperationProducts":          {CooperationProducts: make([]string, 21)},
			"BAD_USER_INPUT input.required cooperationProducts[1]":       {CooperationProducts: []string{"a", " "}},
			"BAD_USER_INPUT input.duplicate cooperationProducts[1]":      {CooperationProducts: []string{"a", "a "}},
			"BAD_USER_INPUT input.malformed_text cooperationProducts[0]": {CooperationProducts: []string{"a\nb"}},
		} {
			refused(t, w, ctx, customers.Create, customers.CreateInput{Name: "b", Profile: p}, want)
			refused(t, w, ctx, customers.Update, customers.UpdateInput{ID: c.ID, ExpectedVersion: 2, Profile: p}, want)
		}
		refused(t, w, ctx, customers.UpdateContact, customers.ContactUpdateInput{ID: ann.ID, ExpectedVersion: 2, WeChat: ptr("a b")}, "BAD_USER_INPUT input.malformed wechat")
	})
}
