package requirements

import (
	"reflect"

	"heed/ent"
)

// differ tells a changed field by name, and its old and new value in the
// detail; false for a field that stays as it was.
func differ[T comparable](t *told, field string, was, now T) bool {
	if was == now {
		return false
	}
	t.fields = append(t.fields, field)
	t.detail = orMap(t.detail)
	t.detail[field] = map[string]any{"old": was, "new": now}
	return true
}

// differs is differ for values that == does not compare.
func differs(t *told, field string, was, now any) bool {
	if reflect.DeepEqual(was, now) {
		return false
	}
	t.fields = append(t.fields, field)
	t.detail = orMap(t.detail)
	t.detail[field] = map[string]any{"old": was, "new": now}
	return true
}

// setOr sets a value, or clears it when it is empty.
func setOr[T ~string](value T, set func(T) *ent.RequirementUpdateOne, clean func() *ent.RequirementUpdateOne) {
	if value == "" {
		clean()
		return
	}
	set(value)
}

func orMap(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}
