package surveys

import (
	"fmt"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/ent"
	"heed/rules/flow"
)

// Of a department's campaign its head reads the answers of the department's customers: those
// of others are told of when they are five, whatever is taken off.
func TestD3_22_OtherDepartments(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		of := func(who flow.DepartmentType, n int) (all []*ent.Customer) {
			for i := range n {
				all = append(all, s.customer(fmt.Sprint(who, i), func(in *customers.CreateInput) {
					in.DepartmentID, in.AccountManagerID = ptr(s.department(who)), nil
				}))
			}
			return all
		}
		own, others := of(flow.DepartmentService, 5), of(flow.DepartmentService, 5)
		c := s.running("experience", func(in *CampaignCreateInput) { in.DepartmentID = ptr(s.department(flow.DepartmentService)) })
		few := s.running("experience", func(in *CampaignCreateInput) { in.DepartmentID = ptr(s.department(flow.DepartmentService)) })
		for _, one := range others { // go over to another department once they are asked
			one.Update().SetDepartmentID(s.department(flow.DepartmentSales)).ExecX(s.A.System())
		}
		sees := func(of *ent.SurveyCampaign, what string, hides bool) *Results {
			t.Helper()
			is, err := ResultsOf(s.As("head.service"), s.Client, of.ID)
			if err != nil || is.Withheld != hides || hides && !is.nothing() {
				t.Errorf("%s the head sees %v, %v", what, is, err)
			}
			return is
		}
		for i := range own {
			s.submit(c, own[i], false, experience(5)...)
			s.submit(few, own[i], false, experience(5)...)
		}
		sees(c, "of the own", false)
		for i, one := range others {
			s.submit(c, one, false, experience(1)...)
			sees(c, "with others of the running one", true)
			if i < 4 {
				s.submit(few, one, false, experience(1)...)
			}
		}
		s.close(c.ID)
		s.close(few.ID)
		sees(few, "with four others", true)
		if is := sees(c, "with five others", false); is.Mean == nil || *is.Mean != 3 {
			t.Errorf("with five others the mean is %v", is.Mean)
		}
	})
}

// Of a question that one customer was asked, of one tag, one who answered before and one who
// stopped, nobody is told who does not read the answers.
func TestD3_22_FewOfOneFigure(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		var of []*ent.Customer
		for i := range 6 {
			of = append(of, s.customer(fmt.Sprint("店", i)))
		}
		before := s.running("experience")
		s.submit(before, of[0], false, experience(4)...)
		s.close(before.ID)
		s.Clock.Advance(time.Hour)
		c := s.running("experience")
		for i, one := range of {
			overall := 5.0
			if i == 0 {
				overall = 1 // and is asked what to improve
			}
			s.submit(c, one, false, experience(overall)...)
		}
		s.Client.Counter.Create().SetName(prefixOf(c.ID) + "left overall").SetAmount(1).ExecX(s.A.System())
		c = s.close(c.ID)
		all, err := ResultsOf(s.As("management"), s.Client, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		is, err := ResultsOf(s.As("committee"), s.Client, c.ID)
		if err != nil || len(is.Questions) != len(all.Questions) {
			t.Fatalf("it is %v, %v", is, err)
		}
		blank := 0
		for i, q := range is.Questions {
			if n := all.Questions[i].Tally; n.Answered > 0 && (n.Answered < 5 || n.Shown < 5) {
				blank++
				if q.Mean != nil || q.NPS != nil || len(q.Shares) != 0 || q.Tally.Answered+q.Tally.Shown != 0 {
					t.Errorf("%s: of %d is shown %v", q.Question.Code, n.Answered, q)
				}
			}
		}
		if all.Change.Customers != 1 || *all.Change.Before != 4 || *all.Change.Change != -3 || len(all.DropOff) != 1 {
			t.Errorf("who reads all sees %v, %v", all.Change, all.DropOff)
		}
		if is.Mean == nil || is.Change.Before != nil || is.Change.Change != nil || len(is.DropOff) != 0 {
			t.Errorf("the change is %v, stopped have %v", is.Change, is.DropOff)
		}
		if blank == 0 || len(all.Needs) <= len(is.Needs) {
			t.Errorf("%d questions are blank, tags are %v of %v", blank, is.Needs, all.Needs)
		}
	})
}
