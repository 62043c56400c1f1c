package research

import (
	"fmt"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

const (
	maxStages = 20
	maxNote   = 1_000
	topScore  = 5
)

// stages cleans how each stage of a customer's way was found (D2-38).
func stages(in []flow.StageScore) ([]flow.StageScore, error) {
	if len(in) > maxStages {
		return nil, fault.Input("stageScores", "input.too_many").With("max", maxStages)
	}
	all, seen := make([]flow.StageScore, len(in)), map[flow.JourneyStage]bool{}
	for i, one := range in {
		at := fmt.Sprintf("stageScores.%d", i)
		if err := known(at+".stage", one.Stage); err != nil {
			return nil, err
		}
		if seen[one.Stage] {
			return nil, fault.Input(at+".stage", "input.duplicate").With("value", string(one.Stage))
		}
		seen[one.Stage] = true
		if err := scored(at+".score", one.Score); err != nil {
			return nil, err
		}
		note, err := text.Lines(at+".note", one.Note, 0, maxNote)
		if err != nil {
			return nil, err
		}
		all[i] = flow.StageScore{Stage: one.Stage, Score: one.Score, Note: note}
	}
	return all, nil
}

func scored(field string, n int) error {
	if n < 1 || n > topScore {
		return fault.Input(field, "input.out_of_range").With("min", 1).With("max", topScore)
	}
	return nil
}

// whole is how it was on the whole: as it is said, else the mean of the stages, rounded;
// nil for nothing said.
func whole(said *int, all []flow.StageScore) (*int, error) {
	if said != nil {
		return said, scored("score", *said)
	}
	if len(all) == 0 {
		return nil, nil //nolint:nilnil // nothing said, nothing wrong
	}
	sum := 0
	for _, one := range all {
		sum += one.Score
	}
	mean := (2*sum + len(all)) / (2 * len(all))
	return &mean, nil
}
