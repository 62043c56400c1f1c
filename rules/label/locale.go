// Package label holds the words that people read for Heed's constants, in the
// three languages it ships: simplified and traditional Chinese, and English.
// Companies may rename labels; the constants and their meaning never change.
package label

// Locale is a language of labels and messages, spelled as in the API.
type Locale string

// The languages.
const (
	ZhHans Locale = "zh_Hans"
	ZhHant Locale = "zh_Hant"
	En     Locale = "en"

	// Default is used where neither the member nor the company has chosen.
	Default = ZhHans
)

// Values lists the languages.
func (Locale) Values() []string { return []string{string(ZhHans), string(ZhHant), string(En)} }
