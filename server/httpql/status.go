package httpql

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/rules/fault"
)

// statusPartial is the draft's "data with errors".
const statusPartial = 294

// loud are the codes whose status is sent under application/json too: proxies
// and retrying clients act on it before they look into a body.
var loud = map[string]int{
	string(fault.CodeRateLimited):     http.StatusTooManyRequests,
	string(fault.CodeUnavailable):     http.StatusServiceUnavailable,
	string(fault.CodeTimeout):         http.StatusServiceUnavailable,
	string(fault.CodePayloadTooLarge): http.StatusRequestEntityTooLarge,
	string(fault.CodeInternal):        http.StatusInternalServerError,
}

// quiet are those that only application/graphql-response+json shows; codes not
// named are 422.
var quiet = map[string]int{
	string(fault.CodeUnauthenticated): http.StatusUnauthorized,
	string(fault.CodeForbidden):       http.StatusForbidden,
	string(fault.CodeParseFailed):     http.StatusBadRequest,
	errcode.ParseFailed:               http.StatusBadRequest,
}

// status of the executor's answer. Without data nothing was executed; data
// that is null is the result of an execution.
func (h *Handler) status(resp *graphql.Response, media string) int {
	switch {
	case len(resp.Data) > 0 && len(resp.Errors) > 0 && h.Draft && media == typeGraphQL:
		return statusPartial
	case len(resp.Data) > 0:
		return http.StatusOK
	case len(resp.Errors) == 0: // write makes an INTERNAL of it
		return http.StatusInternalServerError
	}
	for _, e := range resp.Errors {
		if status, ok := loud[codeOf(e)]; ok {
			return status
		}
	}
	if media == typeJSON {
		return http.StatusOK
	}
	if status, ok := quiet[codeOf(resp.Errors[0])]; ok {
		return status
	}
	return h.settle(http.StatusUnprocessableEntity, media)
}

// settle puts 400 for the draft's 422 where that is not asked for.
func (h *Handler) settle(status int, media string) int {
	if status == http.StatusUnprocessableEntity && (!h.Draft || media != typeGraphQL) {
		return http.StatusBadRequest
	}
	return status
}

func codeOf(e *gqlerror.Error) string {
	code, _ := e.Extensions["code"].(string)
	return code
}
