package httpql

import (
	"mime"
	"strconv"
	"strings"
)

const (
	typeGraphQL = "application/graphql-response+json"
	typeJSON    = "application/json"
)

// negotiate chooses the media type of the answer; false where the client takes
// neither, and typeJSON then. Without an Accept, and for wildcards, it is
// typeJSON, as old clients expect.
func negotiate(accept []string) (media string, ok bool) {
	header := strings.Join(accept, ",")
	if strings.TrimSpace(header) == "" {
		return typeJSON, true
	}
	var gql, plain preference
	for part := range strings.SplitSeq(header, ",") {
		media, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		if charset, ok := params["charset"]; ok && !isUTF8(charset) {
			continue
		}
		q := quality(params["q"])
		switch media {
		case typeGraphQL:
			gql.consider(byName, q)
		case typeJSON:
			plain.consider(byName, q)
		case "application/*":
			gql.consider(byFamily, q)
			plain.consider(byFamily, q)
		case "*/*":
			gql.consider(byAny, q)
			plain.consider(byAny, q)
		}
	}
	switch {
	case gql.q <= 0 && plain.q <= 0:
		return typeJSON, false
	case gql.q > plain.q, gql.q == plain.q && gql.by == byName:
		return typeGraphQL, true
	default:
		return typeJSON, true
	}
}

// How exactly an Accept names a type; the more exact one counts.
const (
	byAny    = 1 + iota // */*
	byFamily            // application/*
	byName
)

// preference is what the client thinks of one type.
type preference struct {
	by int // 0: not mentioned
	q  float64
}

func (p *preference) consider(by int, q float64) {
	if by > p.by || by == p.by && q > p.q {
		*p = preference{by, q}
	}
}

// quality reads a q-value: 1 where there is none, 0 where it makes no sense.
func quality(text string) float64 {
	if text == "" {
		return 1
	}
	q, err := strconv.ParseFloat(text, 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}
