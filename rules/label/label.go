package label

// words are one label in simplified Chinese, traditional Chinese and English.
type words [3]string

// Index is the place of the language in lists of three: simplified Chinese,
// traditional Chinese, English. An unknown language is the default one.
func (l Locale) Index() int {
	switch l {
	case ZhHant:
		return 1
	case En:
		return 2
	case ZhHans:
		return 0
	default:
		return Default.Index()
	}
}

// Of is the label of a value of an enum, e.g. Of(En, "Urgency", "URGENT") is
// "Urgent". Enums are named after their Go types; Role, CustomerTier,
// Department, WorkingCalendar and SlaPolicy hold the names of what a new
// company starts with. A value without a label is its own.
func Of(l Locale, enum, value string) string {
	if w, ok := catalogue[enum+"."+value]; ok {
		return w[l.Index()]
	}
	return value
}

// catalogue holds every label, by enum and value.
var catalogue = join(requirement, customer, purchase, complaint, touchpoints, inspections, company, task, clock, starting, collect, analyse, improve, surveys, training, governance)

func join(parts ...map[string]words) map[string]words {
	all := map[string]words{}
	for _, part := range parts {
		for key, w := range part {
			if _, ok := all[key]; ok {
				panic("label: " + key + " has two labels")
			}
			all[key] = w
		}
	}
	return all
}
