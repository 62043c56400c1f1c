package flow

import "testing"

// Both agree before a plan runs, in any order.
func TestD2_77_EveryCell(t *testing.T) {
	everyCell(t, TrainingPlan, `
            UPDATE SUBMIT APPROVE_HR APPROVE_MD SEND_BACK SCHEDULE CLOSE CANCEL
DRAFT       =      IN     .          .          .         .        .     CAN
IN_REVIEW   .      .      HR         MD         DRA       .        .     CAN
HR_APPROVED .      .      .          RUN        DRA       .        .     CAN
MD_APPROVED .      .      RUN        .          DRA       .        .     CAN
RUNNING     .      .      .          .          .         =        CLO   CAN
CLOSED      .      .      .          .          .         .        .     .
CANCELLED   .      .      .          .          .         .        .     .
`)
}

func TestD0_74_EveryCell(t *testing.T) {
	everyCell(t, TrainingSession, `
          UPDATE INVITE HOLD ASSESS CLOSE CANCEL
PLANNED   =      OPE    .    .      .     CAN
OPEN      =      =      HEL  .      .     CAN
HELD      .      .      .    =      CLO   .
CLOSED    .      .      .    .      .     .
CANCELLED .      .      .    .      .     .
`)
}

func TestD2_79_EveryCell(t *testing.T) {
	everyCell(t, TrainingRecord, `
         ENROL QUEUE SEAT DECLINE ATTEND MISS WRITE HAND_IN ASSESS FEEDBACK VOID
INVITED  ENR   WAI   .    DEC     ATT    .    .     .       .      .        VOI
ENROLLED .     .     .    DEC     ATT    ABS  .     .       .      .        VOI
WAITING  .     .     ENR  DEC     ATT    .    .     .       .      .        VOI
DECLINED ENR   WAI   .    .       .      .    .     .       .      .        VOI
ATTENDED .     .     .    .       .      .    =     =       =      =        .
ABSENT   .     .     .    .       .      .    .     .       .      .        .
VOID     .     .     .    .       .      .    .     .       .      .        .
`)
}

func TestTrainingIsReached(t *testing.T) {
	everyStateIsReached(t, TrainingPlan, TrainingPlanDraft)
	everyStateIsReached(t, TrainingSession, TrainingSessionPlanned)
	everyStateIsReached(t, TrainingRecord, TrainingInvited)
}
