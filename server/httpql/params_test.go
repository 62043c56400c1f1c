package httpql

import (
	"strings"
	"testing"
)

func TestBodies(t *testing.T) {
	refused := func(name, body, code string) exchange {
		return exchange{name: name, body: body, status: 400, code: code}
	}
	greet := func(name, variables, data string) exchange {
		return exchange{name: name, body: `{"query":"query($n: String) { greet(name: $n) }","variables":` + variables + `}`, status: 200, data: data}
	}
	deep := func(n int) string {
		return `{"query":"{ __typename }","extensions":{"a":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}}`
	}
	runAll(t, []exchange{
		{name: "null parameters", body: `{"query":"{ __typename }","operationName":null,"variables":null,"extensions":null}`, status: 200, data: helloD},
		{name: "unknown parameters", body: `{"query":"{ __typename }","id":1,"Query":7,"VARIABLES":[]}`, status: 200, data: helloD},
		{name: "the last of two", body: `{"query":7,"query":"{ __typename }"}`, status: 200, data: helloD},
		{name: "a byte order mark", body: "\ufeff" + hello, status: 200, data: helloD},
		{name: "white space", body: "\r\n\t " + hello + " \n", status: 200, data: helloD},
		{name: "an empty name", body: `{"query":"{ __typename }","operationName":""}`, status: 200, data: helloD},
		{name: "a large number", body: `{"query":"query($n: Int!) { count(n: $n) }","variables":{"n":2147483647}}`, status: 200, data: `{"count":2147483647}`},
		greet("all planes", `{"n":"é漢\ud83c\udfca𠮷"}`, `{"greet":"é漢🏊𠮷"}`),
		greet("escapes", `{"n":"\"\\\n\u0041[[{"}`, `{"greet":"\"\\\nA[[{"}`),

		refused("empty", "", "PARSE_FAILED"),
		refused("not JSON", `{ "not a JSON`, "PARSE_FAILED"),
		refused("long and not JSON", strings.Repeat("secret ", 1000), "PARSE_FAILED"),
		refused("more than one", hello+hello, "PARSE_FAILED"),
		refused("ends in an escape", `{"query":"\`, "PARSE_FAILED"),
		refused("ends in a short escape", `{"query":"\u12`, "PARSE_FAILED"),
		refused("a wrong escape", `{"query":"\u12G4"}`, "PARSE_FAILED"),
		refused("batch", "["+hello+","+hello+"]", "BAD_USER_INPUT"),
		refused("a broken batch", "["+hello, "PARSE_FAILED"),
		refused("null", "null", "BAD_USER_INPUT"),
		refused("a number", "7", "BAD_USER_INPUT"),
		refused("no query", `{"qeury":"{ __typename }"}`, "BAD_USER_INPUT"),
		refused("a query that is null", `{"query":null}`, "BAD_USER_INPUT"),
		refused("an empty query", `{"query":""}`, "BAD_USER_INPUT"),
		refused("a query that is an object", `{"query":{}}`, "BAD_USER_INPUT"),
		refused("a query that is a number", `{"query":0}`, "BAD_USER_INPUT"),
		refused("a name that is false", `{"query":"{ __typename }","operationName":false}`, "BAD_USER_INPUT"),
		refused("variables that are a string", `{"query":"{ __typename }","variables":"{}"}`, "BAD_USER_INPUT"),
		refused("variables that are a list", `{"query":"{ __typename }","variables":[]}`, "BAD_USER_INPUT"),
		refused("extensions that are a number", `{"query":"{ __typename }","extensions":1}`, "BAD_USER_INPUT"),
		refused("not UTF-8", "{\"query\":\"{ __typename }\",\"variables\":{\"a\":\"\xff\"}}", "BAD_USER_INPUT"),
		refused("UTF-16", "\xff\xfe{\x00}\x00", "BAD_USER_INPUT"),
		refused("a high surrogate alone", `{"query":"{ __typename }","variables":{"a":"\ud83c"}}`, "BAD_USER_INPUT"),
		refused("a low surrogate alone", `{"query":"{ __typename }","variables":{"a":"\udfca."}}`, "BAD_USER_INPUT"),
		refused("two high surrogates", `{"query":"{ __typename }","variables":{"a":"\ud83c\ud83c"}}`, "BAD_USER_INPUT"),
		{name: "deep enough", body: deep(62), status: 200, data: helloD},
		refused("too deep", deep(63), "BAD_USER_INPUT"),
		refused("a hole", strings.Repeat("[", 100_000), "BAD_USER_INPUT"),

		{name: "draft: not JSON", body: "{", header: h("Accept", gr), draft: true, status: 400, code: "PARSE_FAILED"},
		{name: "draft: no query", body: "{}", header: h("Accept", gr), draft: true, status: 422, code: "BAD_USER_INPUT"},
		{name: "draft: no query, json", body: "{}", draft: true, status: 400, code: "BAD_USER_INPUT"},
	})
}

func TestURLs(t *testing.T) {
	typename := "{ __typename }"
	refused := func(name, query, code string) exchange {
		return exchange{name: name, method: "GET", query: query, status: 400, code: code}
	}
	runAll(t, []exchange{
		{name: "variables", method: "GET", query: get("query", "query($n: Int!) { count(n: $n) }", "variables", `{"n":7}`), status: 200, data: `{"count":7}`},
		{name: "empty parameters", method: "GET", query: get("query", typename, "variables", "", "operationName", "", "extensions", "null"), status: 200, data: helloD},
		{name: "unknown parameters", method: "GET", query: get("query", typename, "other", "1"), status: 200, data: helloD},
		{name: "long enough", method: "GET", query: get("query", typename) + "&x=" + strings.Repeat("x", 8<<10-len(get("query", typename))-3), status: 200, data: helloD},
		{name: "too long", method: "GET", query: get("query", typename) + "&x=" + strings.Repeat("x", 8<<10-len(get("query", typename))-2), status: 414, code: "PAYLOAD_TOO_LARGE"},
		refused("nothing", "", "BAD_USER_INPUT"),
		refused("malformed", "query=%zz", "PARSE_FAILED"),
		refused("a query that is not UTF-8", "query=%ff", "BAD_USER_INPUT"),
		refused("a name that is not UTF-8", get("query", typename)+"&operationName=%ff", "BAD_USER_INPUT"),
		refused("variables that are not UTF-8", get("query", typename)+"&variables=%7B%22a%22:%22%ff%22%7D", "BAD_USER_INPUT"),
		refused("variables that are not JSON", get("query", typename, "variables", "{"), "PARSE_FAILED"),
		refused("more than variables", get("query", typename, "variables", "{}{}"), "PARSE_FAILED"),
		refused("variables that are a list", get("query", typename, "variables", "[]"), "BAD_USER_INPUT"),
		refused("variables too deep", get("query", typename, "variables", strings.Repeat("[", 65)), "BAD_USER_INPUT"),
		refused("extensions that are a string", get("query", typename, "extensions", `"x"`), "BAD_USER_INPUT"),
	})
}
