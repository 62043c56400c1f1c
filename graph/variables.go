package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"heed/rules/fault"
)

// checkEnums refuses values of enums in the variables that are written in another
// case: the validator takes those, and nothing below the resolvers would know them.
func checkEnums(schema *ast.Schema, definitions ast.VariableDefinitionList, vars map[string]any) error {
	for _, d := range definitions {
		if err := checkEnum(schema, d.Type, vars[d.Variable], "$"+d.Variable); err != nil {
			return err
		}
	}
	return nil
}

// checkEnum looks at a value that is of the type but for the case of its enums.
func checkEnum(schema *ast.Schema, of *ast.Type, value any, at string) error {
	if list, ok := value.([]any); ok && of.Elem != nil {
		for _, one := range list {
			if err := checkEnum(schema, of.Elem, one, at); err != nil {
				return err
			}
		}
		return nil
	}
	if value == nil {
		return nil
	}
	def := schema.Types[of.Name()] // of a list's element too, where one stands for a list
	switch {
	case def == nil:
		return nil
	case def.Kind == ast.Enum:
		if text, ok := value.(string); !ok || def.EnumValues.ForName(text) == nil {
			return fault.Input(at, "input.malformed")
		}
	case def.Kind == ast.InputObject:
		fields, _ := value.(map[string]any)
		for _, f := range def.Fields {
			if err := checkEnum(schema, f.Type, fields[f.Name], at+"."+f.Name); err != nil {
				return err
			}
		}
	}
	return nil
}
