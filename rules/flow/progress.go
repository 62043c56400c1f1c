package flow

// ProgressKind is what an entry about the progress of work is (D0-53, D0-57).
type ProgressKind string

// The kinds of entries.
const (
	ProgressNote           ProgressKind = "NOTE"
	ProgressCustomerNotice ProgressKind = "CUSTOMER_NOTICE" // told to the customer
	ProgressWeeklyCheck    ProgressKind = "WEEKLY_CHECK"    // D0-62
	ProgressCoordination   ProgressKind = "COORDINATION"    // D0-57, D0-58
	ProgressSupervision    ProgressKind = "SUPERVISION"
)

// Values lists the kinds of entries, in their order.
func (ProgressKind) Values() []string {
	return names([]ProgressKind{ProgressNote, ProgressCustomerNotice, ProgressWeeklyCheck, ProgressCoordination, ProgressSupervision})
}
