package graphiql

import "regexp"

// document is one of pages/documents.js: a name and a text in backquotes, on a line.
var document = regexp.MustCompile("(?m)^  ([A-Z][A-Za-z]*): `([^`]+)`,$")

// Documents are those that clients send as they stand, by the names of their
// operations, as pages/documents.js has them.
func Documents() map[string]string {
	text, err := pages.ReadFile("pages/documents.js")
	if err != nil {
		panic(err) // it is embedded
	}
	all := map[string]string{}
	for _, m := range document.FindAllStringSubmatch(string(text), -1) {
		all[m[1]] = m[2]
	}
	return all
}
