package flow

// SurveyModule is a part of a questionnaire: five, and one of what is left (D3-09, A5).
type SurveyModule string

// The modules.
const (
	ModuleBasic      SurveyModule = "BASIC"
	ModuleNeed       SurveyModule = "NEED"
	ModuleHistory    SurveyModule = "HISTORY"
	ModuleRelation   SurveyModule = "RELATION"
	ModuleExpansion  SurveyModule = "EXPANSION"
	ModuleSupplement SurveyModule = "SUPPLEMENT" // outside the five (D3-61)
)

// Values lists the modules, in their order.
func (SurveyModule) Values() []string {
	return names([]SurveyModule{
		ModuleBasic, ModuleNeed, ModuleHistory, ModuleRelation, ModuleExpansion, ModuleSupplement,
	})
}

// SurveyGoal is what a questionnaire wants to find out (D3-06).
type SurveyGoal string

// The goals.
const (
	GoalProfile      SurveyGoal = "PROFILE" // who the customer is
	GoalSatisfaction SurveyGoal = "SATISFACTION"
	GoalNeed         SurveyGoal = "NEED"
	GoalExpansion    SurveyGoal = "EXPANSION"
)

// Values lists the goals, in their order.
func (SurveyGoal) Values() []string {
	return names([]SurveyGoal{GoalProfile, GoalSatisfaction, GoalNeed, GoalExpansion})
}

// QuestionType is what a question takes for an answer (D3-10 to D3-13).
type QuestionType string

// The types of questions.
const (
	QuestionSingle   QuestionType = "SINGLE"    // one option
	QuestionMulti    QuestionType = "MULTI"     // several options
	QuestionText     QuestionType = "TEXT"      // one line
	QuestionLongText QuestionType = "LONG_TEXT" // several lines
	QuestionNumber   QuestionType = "NUMBER"
	QuestionRating   QuestionType = "RATING" // a whole number of a scale
	QuestionNPS      QuestionType = "NPS"    // 0 to 10: would they recommend us
	QuestionDate     QuestionType = "DATE"
	QuestionContact  QuestionType = "CONTACT" // a way to reach a person
)

// Values lists the types of questions, in their order.
func (QuestionType) Values() []string {
	return names([]QuestionType{
		QuestionSingle, QuestionMulti, QuestionText, QuestionLongText, QuestionNumber, QuestionRating, QuestionNPS,
		QuestionDate, QuestionContact,
	})
}

// Chooses tells whether answers are options.
func (t QuestionType) Chooses() bool { return t == QuestionSingle || t == QuestionMulti }

// Counts tells whether answers are numbers.
func (t QuestionType) Counts() bool {
	return t == QuestionNumber || t == QuestionRating || t == QuestionNPS
}

// Writes tells whether answers are texts.
func (t QuestionType) Writes() bool {
	return t == QuestionText || t == QuestionLongText || t == QuestionContact
}
