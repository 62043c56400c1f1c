package flow

import (
	"testing"
	"time"

	"heed/rules/typeid"
)

// Weights are parts of a hundred, the usual ones too, and of every method there is one (D1-35).
func TestD1_35_Weights(t *testing.T) {
	for _, c := range []struct {
		weights SatisfactionWeights
		whole   bool
	}{
		{UsualSatisfaction, true},
		{SatisfactionWeights{100, 0, 0}, true},
		{SatisfactionWeights{0, 0, 100}, true},
		{SatisfactionWeights{70, 20, 9}, false},
		{SatisfactionWeights{70, 20, 11}, false},
		{SatisfactionWeights{120, -10, -10}, false},
		{SatisfactionWeights{110, 0, -10}, false},
		{SatisfactionWeights{-10, 100, 10}, false},
		{SatisfactionWeights{}, false},
	} {
		if got := c.weights.Whole(); got != c.whole {
			t.Errorf("%+v is whole: %v", c.weights, got)
		}
	}
	own := SatisfactionWeights{50, 30, 20}
	if got := (TenantSettings{}).Satisfaction(); got != UsualSatisfaction {
		t.Errorf("undecided, they are %+v", got)
	}
	if got := (TenantSettings{SatisfactionWeights: &own}).Satisfaction(); got != own {
		t.Errorf("decided, they are %+v", got)
	}
	for method, want := range map[RatingMethod]int{RatingQuestionnaire: 50, RatingInterview: 30, RatingObservation: 20, "OTHER": 0} {
		if got := own.Of(method); got != want {
			t.Errorf("%s weighs %d, want %d", method, got, want)
		}
	}
}

// What is done is published, and nothing else happens to it (D2-38).
func TestD2_38_EveryCell(t *testing.T) {
	everyCell(t, Research, `
          UPDATE START FINISH CANCEL PUBLISH
PLANNED   =      RUN   .      CAN    .
RUNNING   =      .     DON    CAN    .
DONE      .      .     .      .      =
CANCELLED .      .     .      .      .
`)
	everyStateIsReached(t, Research, ResearchPlanned)
}

// Departments learn of a mystery visit when it is published, and of other research at once.
func TestD2_38_Hidden(t *testing.T) {
	for _, m := range values[ResearchMethod]() {
		if m.Hidden(nil) != (m == ResearchMystery) || m.Hidden(new(time.Time)) {
			t.Errorf("%s is hidden: %v, published %v", m, m.Hidden(nil), m.Hidden(new(time.Time)))
		}
	}
}

// An audience that names nothing means everybody (D3-07).
func TestD3_07_Empty(t *testing.T) {
	if !(CampaignAudience{}).Empty() || !(CampaignAudience{TierKeys: []string{}}).Empty() {
		t.Error("nothing is named, and it is not empty")
	}
	for _, a := range []CampaignAudience{
		{Customers: []typeid.ID{"cus_1"}},
		{TierKeys: []string{"KEY"}},
		{Industries: []Industry{"HOTEL"}},
		{SizeBands: []SizeBand{"SMALL"}},
		{CooperationBands: []CooperationBand{"NEW"}},
		{Departments: []typeid.ID{"dep_1"}},
		{RenewalFrom: "2026-01-01"},
		{RenewalTo: "2026-01-01"},
		{Maintenance: []MaintenanceClass{MaintenanceHigh}},
		{FlaggedOnly: true},
	} {
		if a.Empty() {
			t.Errorf("%+v is empty", a)
		}
	}
}

// How often surveys ask a person is the company's to say (D3-19).
func TestD3_19_SurveyMost(t *testing.T) {
	for asked, want := range map[int]int{0: UsualSurveyCap, 1: 1, 50: 50} {
		if got := (TenantSettings{SurveyCap: asked}).SurveyMost(); got != want {
			t.Errorf("%d is %d", asked, got)
		}
	}
}
