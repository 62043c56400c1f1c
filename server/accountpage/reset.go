package accountpage

import (
	"net/http"

	"heed/app/password"
	"heed/rules/flow"
	"heed/server/page"
)

func (p *Pages) showReset(w http.ResponseWriter, r *http.Request) {
	if _, err := p.Desk.Link(r.Context(), flow.TokenPasswordReset, r.PathValue("token")); err != nil {
		refuse(w, r, err)
		return
	}
	askReset(w, r, nil)
}

func (p *Pages) reset(w http.ResponseWriter, r *http.Request) {
	if !fields(w, r) {
		return
	}
	_, err := p.Desk.ResetPassword(r.Context(), r.PathValue("token"), r.PostForm.Get("newPassword"))
	switch {
	case err == nil:
		p.done(w, r, say(r, resetDoneTitle), "", say(r, resetDoneText))
	case invalid(err):
		refuse(w, r, err)
	default:
		askReset(w, r, err)
	}
}

func askReset(w http.ResponseWriter, r *http.Request, err error) {
	c := content{
		Paragraphs: []string{say(r, resetText)}, Button: say(r, resetButton),
		Inputs: []input{{
			Name: "newPassword", Type: "password", Label: say(r, newPasswordLabel), Autocomplete: "new-password",
			Hint: say(r, passwordHint), Min: password.Min, Wrong: about(err, "newPassword"),
		}},
	}
	status := http.StatusOK
	if err != nil {
		status, c.Error = page.Failure(w, r, err), sentence(r, err)
	}
	write(w, r, status, say(r, resetTitle), "", c)
}

func (p *Pages) showForgotten(w http.ResponseWriter, r *http.Request) {
	write(w, r, http.StatusOK, say(r, resetTitle), "", content{
		Paragraphs: []string{say(r, forgottenText)}, Button: say(r, forgottenButton),
		Inputs: []input{{Name: "email", Type: "email", Label: say(r, emailLabel), Autocomplete: "username", Max: 254}},
	})
}

func (p *Pages) forgotten(w http.ResponseWriter, r *http.Request) {
	if !fields(w, r) {
		return
	}
	if err := p.Desk.RequestReset(r.Context(), r.PostForm.Get("email")); err != nil {
		refuse(w, r, err)
		return
	}
	write(w, r, http.StatusOK, say(r, resetTitle), "", content{Paragraphs: []string{say(r, requestedText)}})
}
