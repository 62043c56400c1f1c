package complaint

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"heed/app/complaints"
	"heed/rules/fault"
	"heed/server/page"
)

// maxWord holds the longest comment, of characters of four bytes written as %F0%9F….
const maxWord = 64 << 10

// word is what the customer says about the reply, and what is wrong with it.
type word struct {
	Accepted     string // "yes", "no"
	Score        int    // 0 for none
	Comment      string
	Field, Error string
}

// answer takes the customer's word about the reply.
func (p *Pages) answer(s sight) {
	s.r.Body = http.MaxBytesReader(s.w, s.r.Body, maxWord)
	if err := s.r.ParseForm(); err != nil {
		if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
			err = fault.New(fault.CodePayloadTooLarge, "request.body_too_large").With("max", maxWord)
		} else {
			err = fault.Input("", "input.malformed").Because(err)
		}
		refuse(s.w, s.r, err)
		return
	}
	said := word{Accepted: s.r.PostForm.Get("accepted"), Comment: s.r.PostForm.Get("comment")}
	in := complaints.AnswerInput{Accepted: said.Accepted == "yes", Comment: said.Comment}
	var err error
	if score := s.r.PostForm.Get("score"); score != "" {
		said.Score, _ = strconv.Atoi(score) // none is 0, which the verb refuses
		in.Score = &said.Score
	}
	if said.Accepted != "yes" && said.Accepted != "no" {
		err = fault.Input("accepted", "input.required")
	} else {
		_, _, err = p.Desk.Answer(s.r.Context(), s.r.PathValue("token"), in)
	}
	of := fault.From(err)
	switch {
	case err == nil:
		onward(s.w, s.r, s.r.PathValue("token"), "", nil)
	case of.Code == fault.CodeBadUserInput || of.Code == fault.CodeFailedPrecondition:
		said.Comment = strings.ToValidUTF8(said.Comment, "\ufffd") // a page is text, whatever was sent
		said.Field, said.Error = of.Field, of.Message(page.Locale(s.r))
		s.status(http.StatusUnprocessableEntity, said)
	default:
		refuse(s.w, s.r, err)
	}
}
