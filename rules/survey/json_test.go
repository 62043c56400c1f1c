package survey

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestExportImport(t *testing.T) {
	for _, q := range []Questionnaire{Standard(), Experience()} {
		file, err := Export(q)
		if err != nil {
			t.Fatal(err)
		}
		got, f := Import(file)
		if f.Err() != nil {
			t.Fatal(f)
		}
		again, err := Export(got)
		if err != nil || !bytes.Equal(file, again) {
			t.Errorf("%s comes back otherwise (%v)", q.Code, err)
		}
		if !reflect.DeepEqual(got.Questions, q.Questions) {
			t.Errorf("%s: the questions come back otherwise", q.Code)
		}
	}
}

func TestImportIsStrict(t *testing.T) {
	file, err := Export(Experience())
	if err != nil {
		t.Fatal(err)
	}
	right := string(file)
	for name, c := range map[string]struct{ file, want string }{
		"no JSON":           {"{", "file survey.file_json"},
		"nothing":           {"", "file survey.file_json"},
		"a list":            {"[]", "file survey.file_json"},
		"an unknown field":  {strings.Replace(right, `"minutes"`, `"colour": "red", "minutes"`, 1), "file survey.file_json"},
		"unknown, far down": {strings.Replace(right, `"is": "AT_MOST"`, `"is": "AT_MOST", "script": "x"`, 1), "file survey.file_json"},
		"something behind":  {right + "{}", "file survey.file_json"},
		"no format":         {strings.Replace(right, Format, "other/1", 1), "file survey.file_format"},
		"too large":         {right + strings.Repeat(" ", MaxSize), "file survey.file_large"},
		"a wrong question":  {strings.Replace(right, `"code": "price"`, `"code": "1"`, 1), "questions[7].code survey.code"},
	} {
		if _, f := Import([]byte(c.file)); !strings.HasPrefix(faults(f), c.want) {
			t.Errorf("%s: %s, want %s", name, faults(f), c.want)
		}
	}
}
