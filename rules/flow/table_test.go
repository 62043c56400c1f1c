package flow

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"heed/rules/fault"
	"heed/rules/label"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The life of a requirement as a person reads it: a row a state, a column an
// act, "." illegal, "=" kept, else the first letters of the next state.
const requirementCells = `
           RECEIVE ANALYZE PLAN START REVISE DELIVER CLOSE REOPEN REJECT TELL MERGE UPDATE ASSESS ASSIGN RECORD_RESPONSE PAUSE RESUME UNMERGE
DRAFT      REC     .       .    .     .      .       .     .      .      .    .     =      .      .      .               .     .     .
RECEIVED   .       ANA     .    .     .      .       .     .      REJ    .    MER   =      .      =      =               =     =     .
ANALYZING  .       .       PLA  .     .      .       .     .      REJ    .    MER   =      =      =      =               =     =     .
PLANNED    .       .       .    PRO   .      .       .     .      .      .    .     =      .      =      =               =     =     .
PROCESSING .       .       .    .     PLA    FEE     .     .      .      .    .     =      .      =      =               =     =     .
FEEDBACK   .       .       .    .     .      .       CLO   PRO    .      .    .     =      .      =      .               .     .     .
CLOSED     .       .       .    .     .      .       .     PRO    .      .    .     .      .      .      .               .     .     .
REJECTED   .       .       .    .     .      .       .     .      .      =    .     .      .      .      .               .     .     .
MERGED     .       .       .    .     .      .       .     .      .      .    .     .      .      .      .               .     .     REC
`

func TestD0_45_EveryCell(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(requirementCells), "\n")
	acts := strings.Fields(lines[0])
	if want := RequirementAct("").Values(); !slices.Equal(acts, want) {
		t.Fatalf("the columns are %v, the acts %v", acts, want)
	}
	states := RequirementState("").Values()
	if len(lines) != 1+len(states) {
		t.Fatalf("%d rows for %d states", len(lines)-1, len(states))
	}
	legal := 0
	for i, line := range lines[1:] {
		row := strings.Fields(line)
		if row[0] != states[i] || len(row) != 1+len(acts) {
			t.Fatalf("row %d is %v, want state %s and %d acts", i, row, states[i], len(acts))
		}
		from := RequirementState(row[0])
		allowed := []string{}
		for j, cell := range row[1:] {
			if cell != "." {
				allowed = append(allowed, acts[j])
			}
		}
		if got := names(Requirement.Allowed(from)); !slices.Equal(got, allowed) {
			t.Errorf("%s allows %v, want %v", from, got, allowed)
		}
		for j, cell := range row[1:] {
			next, err := Requirement.Next(from, RequirementAct(acts[j]))
			if cell == "." {
				wantIllegal(t, err, row[0], acts[j], allowed)
				if next != from {
					t.Errorf("%s/%s: an illegal act leads to %s", from, acts[j], next)
				}
				continue
			}
			legal++
			if err != nil {
				t.Errorf("%s/%s: %v", from, acts[j], err)
			} else if cell == "=" && next != from || cell != "=" && !strings.HasPrefix(string(next), cell) {
				t.Errorf("%s/%s leads to %s, want %s", from, acts[j], next, cell)
			}
		}
	}
	if legal != len(Requirement) {
		t.Errorf("the table has %d cells, of which %d are of known states and acts", len(Requirement), legal)
	}
}

func wantIllegal(t *testing.T, err error, state, act string, allowed []string) {
	t.Helper()
	if !errors.Is(err, fault.Precondition("transition.illegal")) {
		t.Errorf("%s/%s gives %v, want an illegal transition", state, act, err)
		return
	}
	f := fault.From(err)
	if said := f.Message(label.ZhHans); strings.Contains(said, state) || strings.Contains(said, act) {
		t.Errorf("%s/%s: a constant is shown: %s", state, act, said)
	}
	if f.Code != fault.CodeFailedPrecondition || fmt.Sprint(f.Args["state"]) != state || fmt.Sprint(f.Args["act"]) != act {
		t.Errorf("%s/%s: the error tells %s %v", state, act, f.Code, f.Args)
	}
	if !reflect.DeepEqual(f.Extra["allowed"], allowed) {
		t.Errorf("%s/%s: allowed is %#v, want %v", state, act, f.Extra["allowed"], allowed)
	}
}

func TestRequirementEveryStateIsReached(t *testing.T) {
	reached := map[RequirementState]bool{RequirementDraft: true}
	for queue := []RequirementState{RequirementDraft}; len(queue) > 0; queue = queue[1:] {
		for _, act := range Requirement.Allowed(queue[0]) {
			next, err := Requirement.Next(queue[0], act)
			if err != nil {
				t.Fatal(err)
			}
			if !reached[next] {
				reached[next] = true
				queue = append(queue, next)
			}
		}
	}
	for _, s := range values[RequirementState]() {
		if !reached[s] {
			t.Errorf("%s cannot be reached from DRAFT", s)
		}
	}
}

func TestUnknownStateAllowsNothing(t *testing.T) {
	if got := Requirement.Allowed("LOST"); got == nil || len(got) != 0 {
		t.Errorf("an unknown state allows %#v", got)
	}
	if _, err := Requirement.Next("LOST", RequirementActUpdate); err == nil {
		t.Error("an unknown state accepts an act")
	}
	if _, err := Requirement.Next(RequirementDraft, "LOSE"); err == nil {
		t.Error("an unknown act is accepted")
	}
}

func TestRequirementMermaid(t *testing.T) {
	const golden = "testdata/requirement.mmd"
	got := Requirement.Mermaid(RequirementDraft)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the diagram is\n%s\nwant\n%s", got, want)
	}
}
