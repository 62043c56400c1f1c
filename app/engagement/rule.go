package engagement

import (
	"fmt"
	"regexp"
	"slices"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/interaction"
	"heed/ent/predicate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
)

const (
	maxRules = 20
	maxCount = 31 // interactions a period
)

// RuleInput asks for so many interactions in each period.
type RuleInput struct {
	Key      string
	TaskType *flow.TaskType
	Cadence  flow.Period
	MinCount *int
	Types    []flow.InteractionType
	InDepth  *bool
	Contents []flow.EngagementContent
}

var keyForm = regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,59}$`)

// rules are the rules of a plan as they are kept.
func (c *checks) rules(in []RuleInput) []flow.EngagementRule {
	if len(in) == 0 || len(in) > maxRules {
		c.fail(fault.Input("rules", "engagement_plan.no_rules").With("max", maxRules))
		return nil
	}
	all, seen := make([]flow.EngagementRule, len(in)), map[string]bool{}
	for i, r := range in {
		field := fmt.Sprintf("rules[%d]", i)
		if !keyForm.MatchString(r.Key) {
			c.fail(fault.Input(field+".key", "input.malformed"))
		} else if seen[r.Key] {
			c.fail(fault.Input(field+".key", "input.duplicate").With("value", r.Key))
		}
		seen[r.Key] = true
		known(c, field+".cadence", r.Cadence)
		knownOr(c, field+".taskType", r.TaskType)
		for _, t := range r.Types {
			known(c, field+".types", t)
		}
		for _, content := range r.Contents {
			known(c, field+".contents", content)
		}
		all[i] = flow.EngagementRule{
			Key: r.Key, TaskType: flow.TaskCollection, Cadence: r.Cadence, MinCount: 1,
			Types: once(r.Types), InDepth: optional.Value(r.InDepth), Contents: once(r.Contents),
		}
		if t := set(r.TaskType); t != nil {
			all[i].TaskType = *t
		}
		if t := all[i].TaskType; (t.ByHand() || t.ByTrial()) && (len(r.Types) > 0 || all[i].InDepth || len(r.Contents) > 0 || optional.Or(r.MinCount, 1) != 1) {
			c.fail(fault.Input(field+".taskType", "engagement_plan.no_interactions"))
		}
		if r.MinCount != nil {
			if *r.MinCount < 1 || *r.MinCount > maxCount {
				c.fail(fault.Input(field+".minCount", "input.out_of_range").With("min", 1).With("max", maxCount))
			}
			all[i].MinCount = *r.MinCount
		}
	}
	return all
}

func once[T ~string](values []T) []T {
	values = slices.Clone(values)
	slices.Sort(values)
	return slices.Compact(values)
}

// ruleOf is the rule of the plan that the key names; false when it is gone.
func ruleOf(p *ent.EngagementPlan, key string) (flow.EngagementRule, bool) {
	i := slices.IndexFunc(p.Rules, func(r flow.EngagementRule) bool { return r.Key == key })
	if i < 0 {
		return flow.EngagementRule{}, false
	}
	return p.Rules[i], true
}

// counting are the interactions that count for the rule.
func counting(r flow.EngagementRule) predicate.Interaction {
	var all []predicate.Interaction
	if len(r.Types) > 0 {
		all = append(all, interaction.TypeIn(r.Types...))
	}
	if r.InDepth {
		all = append(all, interaction.InDepth(true))
	}
	for _, content := range r.Contents {
		column := map[flow.EngagementContent]string{
			flow.ContentNeeds: interaction.FieldNeeds, flow.ContentExpectations: interaction.FieldExpectations, flow.ContentOpinions: interaction.FieldOpinions,
		}[content]
		all = append(all, func(s *sql.Selector) { s.Where(sql.And(sql.NotNull(s.C(column)), sql.NEQ(s.C(column), ""))) })
	}
	return interaction.And(append(all, func(*sql.Selector) {})...)
}
