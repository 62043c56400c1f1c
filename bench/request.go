package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"

	"heed/server/graphiql"
)

// request is what one side is asked; a nil body makes it a GET.
type request struct {
	path  string
	body  []byte
	token *string // read when it is sent: tokens are renewed
}

// wire is the request as it is sent.
func (r request) wire(address string) []byte {
	var b bytes.Buffer
	method := "GET"
	if r.body != nil {
		method = "POST"
	}
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\n", method, r.path, address)
	if r.token != nil {
		fmt.Fprintf(&b, "Authorization: Bearer %s\r\n", *r.token)
	}
	if r.body != nil {
		fmt.Fprintf(&b, "Content-Type: application/json\r\nContent-Length: %d\r\n", len(r.body))
	}
	b.WriteString("\r\n")
	b.Write(r.body)
	return b.Bytes()
}

// graphql is a document of Heed's API.
func graphql(c *company, document string, variables map[string]any) request {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		panic(err) // texts and numbers
	}
	return request{path: "/graphql", body: body, token: &c.token}
}

// byHand is a request of the raw handler: the parameters are pairs.
func byHand(path string, body []byte, parameters ...string) request {
	q := url.Values{}
	for pair := range slices.Chunk(parameters, 2) {
		q.Set(pair[0], pair[1])
	}
	return request{path: path + "?" + q.Encode(), body: body}
}

// The documents of clients, as they stand.
var (
	documents = graphiql.Documents()

	documentRequirement = documents["Requirement"]
	documentLedger      = documents["Ledger"]
	documentCustomers   = documents["Customers"]
	documentCreate      = documents["NewRequirement"]
	documentReceive     = documents["Receive"]
	documentDashboard   = documents["Dashboard"]
	documentLive        = documents["Live"]

	documentCross = `query($filter: RequirementCrossFilter!, $rows: Dimension!, $columns: Dimension) { requirementCross(filter: $filter, rows: $rows, columns: $columns) { from to rows { value label } columns { value label } cells { row column suppressed count onTime late closed ratings meanRating } } }`
)
