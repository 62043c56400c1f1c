package customers

import (
	"context"
	"slices"

	"heed/rules/fault"
	"heed/rules/table"
	"heed/rules/viewer"
)

// appendErrors adds the mistakes of a lot, in the order of the file, as far as
// they are told.
func appendErrors[F ~string](ctx context.Context, all []ImportError, wrong []table.Mistake[F]) []ImportError {
	slices.SortStableFunc(wrong, func(a, b table.Mistake[F]) int { return a.Line - b.Line })
	for _, m := range wrong {
		if len(all) == maxImportErrors {
			break
		}
		e := ImportError{Line: m.Line, Message: fault.From(m.Fault).Message(viewer.From(ctx).Language())}
		if m.Column != "" {
			column := m.Column
			e.Column = &column
		}
		all = append(all, e)
	}
	return all
}
