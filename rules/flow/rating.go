package flow

// RatingMethod is how a rating came about.
type RatingMethod string

// The methods.
const (
	RatingQuestionnaire RatingMethod = "QUESTIONNAIRE"
	RatingInterview     RatingMethod = "INTERVIEW"
	RatingObservation   RatingMethod = "OBSERVATION"
)

// Values lists the methods, in their order.
func (RatingMethod) Values() []string {
	return names([]RatingMethod{RatingQuestionnaire, RatingInterview, RatingObservation})
}

// LowRating is the score below which a rating is low: closing takes a decision then,
// and who is responsible is told.
const LowRating = 3
