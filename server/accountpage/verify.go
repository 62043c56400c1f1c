package accountpage

import "net/http"

func (p *Pages) showVerification(w http.ResponseWriter, r *http.Request) {
	verified, err := p.Desk.Verification(r.Context(), r.PathValue("token"))
	switch {
	case err != nil:
		refuse(w, r, err)
		return
	case verified: // by another link; this one is left to itself
		p.done(w, r, say(r, verifiedTitle), "", say(r, alreadyText))
		return
	}
	write(w, r, http.StatusOK, say(r, verifyTitle), "", content{Paragraphs: []string{say(r, verifyText)}, Button: say(r, verifyButton)})
}

func (p *Pages) verify(w http.ResponseWriter, r *http.Request) {
	if err := p.Desk.VerifyEmail(r.Context(), r.PathValue("token")); err != nil {
		refuse(w, r, err)
		return
	}
	p.done(w, r, say(r, verifiedTitle), "", say(r, verifiedText))
}
