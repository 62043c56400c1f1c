// Package report writes reports from figures: in a language, with the figures
// beside the words. What stands in a report is decided here, where the figures come
// from elsewhere.
package report

import (
	"encoding/json"
	"fmt"
	"strings"

	"heed/rules/flow"
	"heed/rules/label"
)

// Data is the figures behind a section, as it keeps them.
type Data struct {
	Figures []Figure `json:"figures,omitempty"`
	Tables  []Table  `json:"tables,omitempty"`
}

// Figure is a number with its name.
type Figure struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Table is figures in rows.
type Table struct {
	Title   string     `json:"title"`
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
}

// Read is the figures of a section; of one without any they are empty.
func Read(s flow.ReportSection) (Data, error) {
	var d Data
	if s.Data == "" {
		return d, nil
	}
	if err := json.Unmarshal([]byte(s.Data), &d); err != nil {
		return d, fmt.Errorf("report: the figures of %s: %w", s.Key, err)
	}
	return d, nil
}

// Missing are the keys of the required sections that say nothing.
func Missing(all []flow.ReportSection) []string {
	var keys []string
	for _, s := range all {
		if s.Required && strings.TrimSpace(s.Text) == "" {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

// words are simplified Chinese, traditional Chinese and English.
type words [3]string

func (w words) in(l label.Locale, args ...any) string { return fmt.Sprintf(w[l.Index()], args...) }

// section is a section of a report: all that are generated are required.
func section(l label.Locale, key string, title words, lines []string, d Data) flow.ReportSection {
	figures, err := json.Marshal(d)
	if err != nil { // texts only
		panic(err)
	}
	gap := words{"", "", " "}.in(l)
	return flow.ReportSection{Key: key, Title: title.in(l), Required: true, Text: strings.Join(lines, gap), Data: string(figures)}
}

// percent is a share, or a dash of nothing.
func percent(part, whole int) string {
	if whole == 0 {
		return "—"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(part)/float64(whole))
}
