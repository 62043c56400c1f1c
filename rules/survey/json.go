package survey

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"heed/rules/fault"
)

// Format names the shape of an exported questionnaire.
const Format = "heed.questionnaire/1"

// exported is a questionnaire in a file.
type exported struct {
	Format string `json:"format"`
	Questionnaire
}

// Export writes a questionnaire as JSON.
func Export(q Questionnaire) ([]byte, error) {
	return json.MarshalIndent(exported{Format, q}, "", "  ")
}

// Import reads what Export has written, and nothing else: unknown fields, other
// formats and anything behind it are refused, and it is checked (CheckAll).
func Import(file []byte) (Questionnaire, Faults) {
	var f Faults
	if len(file) > MaxSize {
		f.add(fault.Input("file", "survey.file_large").With("max", MaxSize/1024))
		return Questionnaire{}, f
	}
	var in exported
	d := json.NewDecoder(bytes.NewReader(file))
	d.DisallowUnknownFields()
	err := d.Decode(&in)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
	}
	switch {
	case err != nil:
		f.add(fault.Input("file", "survey.file_json").Because(err))
		return Questionnaire{}, f
	case in.Format != Format:
		f.add(fault.Input("file", "survey.file_format").With("format", Format))
		return Questionnaire{}, f
	}
	return CheckAll(in.Questionnaire)
}
