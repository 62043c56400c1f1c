package servertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"mime/multipart"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
)

// File is a file among the variables of a document: who runs it sends a multipart
// request.
type File struct {
	Name, Type string
	Content    []byte
}

// MarshalJSON implements json.Marshaler: what stands in the file's place.
func (File) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// fileMark tells files from texts in the variables of samples: a name and a content follow.
const fileMark = "file "

func marked(text string) (File, bool) {
	rest, ok := strings.CutPrefix(text, fileMark)
	name, content, whole := strings.Cut(rest, ":")
	return File{Name: name, Type: "text/plain", Content: []byte(content)}, ok && whole
}

// request is the body of an operation, and its headers: of a multipart request
// where there is a file among the variables.
func request(document string, variables map[string]any, headers map[string]string) ([]byte, map[string]string, error) {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return nil, nil, err
	}
	path, file, ok := fileIn("variables", variables)
	if !ok {
		return body, headers, nil
	}
	all := map[string]string{"GraphQL-Preflight": "1"}
	maps.Copy(all, headers)
	multi, contentType, err := Multipart(string(body), fmt.Sprintf(`{"0": [%q]}`, path), file)
	all["Content-Type"] = contentType
	return multi, all, err
}

// Multipart is the body of a multipart request, and its type.
func Multipart(operations, where string, files ...File) ([]byte, string, error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.WriteField("operations", operations); err != nil {
		return nil, "", err
	}
	if err := w.WriteField("map", where); err != nil {
		return nil, "", err
	}
	for i, f := range files {
		head := textproto.MIMEHeader{}
		head.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%d"; filename=%q`, i, f.Name))
		if f.Type != "" {
			head.Set("Content-Type", f.Type)
		}
		p, err := w.CreatePart(head)
		if err != nil {
			return nil, "", err
		}
		if _, err := p.Write(f.Content); err != nil {
			return nil, "", err
		}
	}
	if err := w.Close(); err != nil {
		return nil, "", err
	}
	return b.Bytes(), w.FormDataContentType(), nil
}

// fileIn finds the first file among the values.
func fileIn(path string, v any) (string, File, bool) {
	switch v := v.(type) {
	case File:
		return path, v, true
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if at, f, ok := fileIn(path+"."+name, v[name]); ok {
				return at, f, true
			}
		}
	case []any:
		for i, one := range v {
			if at, f, ok := fileIn(path+"."+strconv.Itoa(i), one); ok {
				return at, f, true
			}
		}
	}
	return "", File{}, false
}
