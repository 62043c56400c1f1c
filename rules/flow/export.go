package flow

// ExportFormat is the form of a file that is given out.
type ExportFormat string

// The forms.
const (
	ExportXLSX ExportFormat = "XLSX"
	ExportCSV  ExportFormat = "CSV"
)

// Values lists the forms, in their order.
func (ExportFormat) Values() []string { return names([]ExportFormat{ExportXLSX, ExportCSV}) }

// ExportState is how far a file that was asked for has come.
type ExportState string

// The states of an export.
const (
	ExportPending ExportState = "PENDING" // nobody has fetched it
	ExportRunning ExportState = "RUNNING"
	ExportDone    ExportState = "DONE"
	ExportFailed  ExportState = "FAILED" // it broke off
)

// Values lists the states of an export, in their order.
func (ExportState) Values() []string {
	return names([]ExportState{ExportPending, ExportRunning, ExportDone, ExportFailed})
}
