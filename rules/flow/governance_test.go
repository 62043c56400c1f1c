package flow

import "testing"

// What was published is never changed, only taken back.
func TestD2_81_EveryCell(t *testing.T) {
	everyCell(t, GoverningDocument, `
          UPDATE PUBLISH ACKNOWLEDGE RETIRE
DRAFT     =      EFF     .           RET
EFFECTIVE .      .       =           RET
RETIRED   .      .       .           .
`)
	everyStateIsReached(t, GoverningDocument, DocumentDraft)
}

func TestD0_78_EveryCell(t *testing.T) {
	everyCell(t, AppraisalScheme, `
        UPDATE ACTIVATE DRAW RETIRE
DRAFT   =      ACT      .    RET
ACTIVE  .      .        =    RET
RETIRED .      .        .    .
`)
	everyCell(t, Appraisal, `
          COMMENT REDRAW SHOW ACCEPT APPEAL DECIDE LAPSE DISCARD
DRAFT     =       =      SHO  .      .      .      .     DIS
SHOWN     .       .      .    FIN    APP    .      FIN   .
APPEALED  .       .      .    .      .      FIN    .     .
FINAL     .       .      .    .      .      .      .     .
DISCARDED .       .      .    .      .      .      .     .
`)
	everyStateIsReached(t, AppraisalScheme, SchemeDraft)
	everyStateIsReached(t, Appraisal, AppraisalDraft)
}
