package customers

import (
	"context"
	"slices"

	"heed/rules/fault"
	"heed/rules/viewer"
)

// appendErrors adds the mistakes of a lot, in the order of the file, as far as
// they are told.
func appendErrors(ctx context.Context, all []ImportError, wrong []mistake) []ImportError {
	slices.SortStableFunc(wrong, func(a, b mistake) int { return a.line - b.line })
	for _, m := range wrong {
		if len(all) == maxImportErrors {
			break
		}
		e := ImportError{Line: m.line, Message: fault.From(m.fault).Message(viewer.From(ctx).Language())}
		if m.column != "" {
			column := m.column
			e.Column = &column
		}
		all = append(all, e)
	}
	return all
}
