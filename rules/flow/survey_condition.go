package flow

// AnswerTest is what a condition asks of an answer (D3-51).
type AnswerTest string

// The tests. All but EMPTY want an answer: a question that was not asked has none.
const (
	TestAnswered AnswerTest = "ANSWERED"
	TestEmpty    AnswerTest = "EMPTY"   // not asked, or not answered
	TestOneOf    AnswerTest = "ONE_OF"  // at least one of the options is chosen
	TestNoneOf   AnswerTest = "NONE_OF" // answered, and none of the options is chosen
	TestAtLeast  AnswerTest = "AT_LEAST"
	TestAtMost   AnswerTest = "AT_MOST"
)

// Values lists the tests, in their order.
func (AnswerTest) Values() []string {
	return names([]AnswerTest{TestAnswered, TestEmpty, TestOneOf, TestNoneOf, TestAtLeast, TestAtMost})
}

// SurveyFact is what a condition may know besides the answers.
type SurveyFact string

// The facts.
const (
	FactAskRelationOfNew   SurveyFact = "ASK_RELATION_OF_NEW" // the company asks module four of new customers too (A6)
	FactCooperationExists  SurveyFact = "COOPERATION_EXISTS"  // there has been business, whatever band is ticked (A7)
	FactCustomerIndividual SurveyFact = "CUSTOMER_INDIVIDUAL" // the customer is known to be a person (D3-41)
)

// Values lists the facts, in their order.
func (SurveyFact) Values() []string {
	return names([]SurveyFact{FactAskRelationOfNew, FactCooperationExists, FactCustomerIndividual})
}
