package flow

import "testing"

func TestD3_33_EveryCell(t *testing.T) {
	everyCell(t, Template, `
           UPDATE SUBMIT APPROVE SEND_BACK REVIEW SUPERSEDE RETIRE
DRAFT      =      IN     .       .         .      .         RET
IN_REVIEW  .      .      EFF     DRA       .      .         RET
EFFECTIVE  .      .      .       .         =      SUP       RET
SUPERSEDED .      .      .       .         .      .         .
RETIRED    .      .      .       .         .      .         .
`)
}

func TestD3_07_EveryCell(t *testing.T) {
	everyCell(t, Campaign, `
          UPDATE CONFIRM PREPARE RECALL START INVITE EXTEND CLOSE REVIEW CANCEL
DRAFT     =      =       READY   .      .     .      .      .     .      CAN
READY     .      =       .       DRA    RUN   .      .      .     .      CAN
RUNNING   .      =       .       .      .     =      =      CLO   .      .
CLOSED    .      .       .       .      .     .      .      .     REV    .
REVIEWED  .      .       .       .      .     .      .      .     .      .
CANCELLED .      .       .       .      .     .      .      .     .      .
`)
}

func TestD3_18_EveryCell(t *testing.T) {
	everyCell(t, SurveyInvitation, `
          SEND OPEN REMIND COMPLETE BOUNCE OPT_OUT EXPIRE REVOKE
PENDING   SEN  OPE  .      .        .      OPT     EXP    REV
SENT      PEN  OPE  =      .        BOU    OPT     EXP    REV
OPENED    .    =    =      COM      .      OPT     EXP    REV
COMPLETED .    .    .      .        .      .       .      .
BOUNCED   PEN  .    .      .        .      .       .      REV
OPTED_OUT .    .    .      .        .      .       .      .
EXPIRED   .    .    .      .        .      .       .      .
REVOKED   .    .    .      .        .      .       .      .
`)
}

// What was submitted is never discarded.
func TestD3_65_EveryCell(t *testing.T) {
	everyCell(t, SurveyResponse, `
            SAVE SUBMIT REPLY VERIFY CORRECT TIDY FOLLOW_UP DISCARD
IN_PROGRESS =    SUB    .     .      .       .    .         DIS
SUBMITTED   .    .      =     VER    .       .    .         .
VERIFYING   .    .      =     .      =       TID  .         .
TIDIED      .    .      =     .      .       .    FOL       .
FOLLOWED_UP .    .      .     .      .       .    .         .
DISCARDED   .    .      .     .      .       .    .         .
`)
}

func TestD3_04_EveryCell(t *testing.T) {
	everyCell(t, Opportunity, `
           UPDATE ASSESS START_TRIAL WIN LOSE REOPEN
IDENTIFIED =      ASS    .           .   LOS  .
ASSESSING  =      .      TRI         WON LOS  .
TRIAL      =      .      .           WON LOS  .
WON        .      .      .           .   .    .
LOST       .      .      .           .   .    ASS
`)
}

func everyStateIsReached[S, A Enum](t *testing.T, table Table[S, A], start S) {
	t.Helper()
	for _, s := range values[S]() {
		if !table.Reaches(start, s) {
			t.Errorf("%s cannot be reached from %s", s, start)
		}
	}
}

func TestSurveyEveryStateIsReached(t *testing.T) {
	everyStateIsReached(t, Template, TemplateDraft)
	everyStateIsReached(t, Campaign, CampaignDraft)
	everyStateIsReached(t, SurveyInvitation, InvitationPending)
	everyStateIsReached(t, SurveyResponse, ResponseInProgress)
	everyStateIsReached(t, Opportunity, OpportunityIdentified)
}

// Below three is strict: three is 一般 (A11).
func TestD3_21_SatisfactionOf(t *testing.T) {
	for score, want := range map[float64]SatisfactionTag{1: TagToImprove, 2: TagToImprove, 3: TagNeutral, 4: TagSatisfied, 5: TagSatisfied} {
		if got := SatisfactionOf(score); got != want {
			t.Errorf("%v is %s, want %s", score, got, want)
		}
	}
}

func TestQuestionTypes(t *testing.T) {
	for _, q := range values[QuestionType]() {
		n := 0
		for _, is := range []bool{q.Chooses(), q.Counts(), q.Writes(), q == QuestionDate} {
			if is {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s is of %d families", q, n)
		}
	}
}
