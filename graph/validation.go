package graph

import (
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// silent are the rules that do not suggest what may have been meant.
var silent = map[string]core.Rule{
	rules.FieldsOnCorrectTypeRule.Name: rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
	rules.KnownArgumentNamesRule.Name:  rules.KnownArgumentNamesRuleWithoutSuggestions,
	rules.KnownTypeNamesRule.Name:      rules.KnownTypeNamesRuleWithoutSuggestions,
	rules.ScalarLeafsRule.Name:         rules.ScalarLeafsRuleWithoutSuggestions,
	rules.ValuesOfCorrectTypeRule.Name: rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
}

// Validation gives the rules of the specification. Suggestions tell what there
// is to who may not introspect, and take longer than all the rest.
func Validation(suggestions bool) func() *rules.Rules {
	return func() *rules.Rules {
		all := rules.NewDefaultRules()
		if suggestions {
			return all
		}
		for name, rule := range silent {
			all.RemoveRule(name)
			all.AddRule(rule.Name, rule.RuleFunc)
		}
		return all
	}
}
