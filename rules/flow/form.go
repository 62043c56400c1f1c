package flow

// FormState is where a version of the company's requirement form stands.
type FormState string

// The states of a form. One version is in force at a time.
const (
	FormDraft      FormState = "DRAFT"
	FormEffective  FormState = "EFFECTIVE"
	FormSuperseded FormState = "SUPERSEDED"
)

// Values lists the states of a form, in their order.
func (FormState) Values() []string {
	return names([]FormState{FormDraft, FormEffective, FormSuperseded})
}

// FormAct is what can be done with a version of the form.
type FormAct string

// The acts on a form.
const (
	FormActUpdate  FormAct = "UPDATE"
	FormActPublish FormAct = "PUBLISH"
)

// Values lists the acts on a form, in their order.
func (FormAct) Values() []string { return names([]FormAct{FormActUpdate, FormActPublish}) }

// Form is the life of a version of the form. What is in force never changes:
// the next version supersedes it.
var Form = Table[FormState, FormAct]{
	{FormDraft, FormActUpdate}:  FormDraft,
	{FormDraft, FormActPublish}: FormEffective,
}

// FieldType is what a field of the form takes.
type FieldType string

// The types of fields.
const (
	FieldText     FieldType = "TEXT"
	FieldLongText FieldType = "LONG_TEXT"
	FieldNumber   FieldType = "NUMBER"
	FieldDate     FieldType = "DATE"
	FieldBoolean  FieldType = "BOOLEAN"
	FieldSingle   FieldType = "SINGLE"
	FieldMulti    FieldType = "MULTI"
)

// Values lists the types of fields, in their order.
func (FieldType) Values() []string {
	return names([]FieldType{FieldText, FieldLongText, FieldNumber, FieldDate, FieldBoolean, FieldSingle, FieldMulti})
}

// FormField is a field of a company's own (D0-26).
type FormField struct {
	Key        string                `json:"key"` // what values are kept under; never changes its meaning
	Label      string                `json:"label"`
	Help       string                `json:"help,omitempty"`
	Type       FieldType             `json:"type"`
	Required   bool                  `json:"required,omitempty"`
	Categories []RequirementCategory `json:"categories,omitempty"` // it is asked for; none for all
	Options    []FormOption          `json:"options,omitempty"`    // of SINGLE and MULTI
	Min        *float64              `json:"min,omitempty"`        // of NUMBER
	Max        *float64              `json:"max,omitempty"`
}

// FormOption is a choice of a field.
type FormOption struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}
