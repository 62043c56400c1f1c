package sla

// DefaultWeek is the week that a company starts with: Monday to Friday, nine
// to six with an hour of lunch.
func DefaultWeek() Week {
	var w Week
	for i := range 5 {
		w[i] = []Frame{{From: 9 * 60, To: 12 * 60}, {From: 13 * 60, To: 18 * 60}}
	}
	return w
}

// DefaultPolicies are the limits that a company starts with and may change, for
// first responses, for replies to inquiries and for complaints: the documents leave the numbers
// open (D0-46..48, D1-64), only the 24 hours of urgent needs are written (D3-25). Their ids are keys, unique among
// the defaults.
func DefaultPolicies() []Policy {
	response := func(urgency string, amount int, unit Unit) Policy {
		return Policy{
			ID:            "requirement.first_response." + urgency,
			Target:        TargetRequirement,
			Kind:          ClockFirstResponse,
			Match:         Match{Urgency: urgency},
			Limit:         Limit{Amount: amount, Unit: unit},
			PauseOn:       []PauseReason{PauseWaitingCustomer, PauseForceMajeure},
			WarnAtPercent: []int{50, 80},
		}
	}
	return []Policy{
		response("URGENT", 24, UnitHour),
		response("IMPORTANT", 3, UnitWorkingDay),
		response("GENERAL", 5, UnitWorkingDay),
		{
			ID: "interaction.inquiry_reply", Target: TargetInteraction, Kind: ClockInquiryReply,
			Limit:   Limit{Amount: 1, Unit: UnitWorkingDay},
			PauseOn: []PauseReason{PauseWaitingCustomer, PauseForceMajeure}, WarnAtPercent: []int{50, 80},
		},
		surveyLimit("initial_reply", ClockSurveyInitialReply, 24),
		surveyLimit("tidy", ClockSurveyTidy, 48),
		complaint("acknowledgement", ClockComplaintAck, "", 1),
		complaint("resolution.GENERAL", ClockComplaintResolution, "GENERAL", 3),
		complaint("resolution.MAJOR", ClockComplaintResolution, "MAJOR", 10),
	}
}

// surveyLimit is a limit for answers to surveys, in hours that pass (D3-25, D3-65).
func surveyLimit(id string, kind ClockKind, hours int) Policy {
	return Policy{
		ID: "survey_response." + id, Target: TargetSurveyResponse, Kind: kind, Limit: Limit{Amount: hours, Unit: UnitHour},
		WarnAtPercent: []int{50, 80},
	}
}

// complaint is a limit for complaints: a day to acknowledge any of them, which for a major
// one is the first reply, and the time to solve it by how much it weighs (D2-60, D2-62).
func complaint(id string, kind ClockKind, severity string, days int) Policy {
	return Policy{
		ID: "complaint." + id, Target: TargetComplaint, Kind: kind, Match: Match{Severity: severity},
		Limit:   Limit{Amount: days, Unit: UnitWorkingDay},
		PauseOn: []PauseReason{PauseWaitingCustomer, PauseForceMajeure}, WarnAtPercent: []int{50, 80},
	}
}
