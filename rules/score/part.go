package score

// Part is which of the records behind an indicator are asked for.
type Part string

// The parts.
const (
	PartAll  Part = "ALL"
	PartGood Part = "GOOD"
	PartRest Part = "REST"
)

// Values lists the parts, in their order.
func (Part) Values() []string { return []string{string(PartAll), string(PartGood), string(PartRest)} }
