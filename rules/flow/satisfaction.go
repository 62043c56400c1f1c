package flow

// SatisfactionWeights are how much each method counts for the satisfaction of customers, in
// percent (D1-35, D1-37, D1-38).
type SatisfactionWeights struct {
	Questionnaire int `json:"questionnaire"`
	Interview     int `json:"interview"`
	Observation   int `json:"observation"` // and mystery visits
}

// UsualSatisfaction are the weights of a company that has not decided otherwise.
var UsualSatisfaction = SatisfactionWeights{Questionnaire: 70, Interview: 20, Observation: 10}

// Satisfaction are the weights of the company.
func (s TenantSettings) Satisfaction() SatisfactionWeights {
	if s.SatisfactionWeights != nil {
		return *s.SatisfactionWeights
	}
	return UsualSatisfaction
}

// Of is the weight of a method.
func (w SatisfactionWeights) Of(m RatingMethod) int {
	switch m {
	case RatingQuestionnaire:
		return w.Questionnaire
	case RatingInterview:
		return w.Interview
	case RatingObservation:
		return w.Observation
	default:
		return 0
	}
}

// Whole tells whether the weights are parts of a hundred.
func (w SatisfactionWeights) Whole() bool {
	const all = 100
	return w.Questionnaire >= 0 && w.Interview >= 0 && w.Observation >= 0 && w.Questionnaire+w.Interview+w.Observation == all
}
