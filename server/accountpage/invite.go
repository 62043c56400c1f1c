package accountpage

import (
	"net/http"

	"heed/app/password"
	"heed/app/sessions"
	"heed/server/page"
)

func (p *Pages) showInvitation(w http.ResponseWriter, r *http.Request) {
	in, err := p.Desk.Invitation(r.Context(), r.PathValue("token"))
	if err != nil {
		refuse(w, r, err)
		return
	}
	p.askInvited(w, r, in, in.DisplayName, nil)
}

func (p *Pages) acceptInvitation(w http.ResponseWriter, r *http.Request) {
	if !fields(w, r) {
		return
	}
	name, secret := r.PostForm.Get("displayName"), r.PathValue("token")
	company, _, err := p.Desk.Join(r.Context(), sessions.AcceptInput{
		Token: secret, Password: r.PostForm.Get("password"), DisplayName: &name,
	})
	if err == nil {
		p.done(w, r, say(r, joinedTitle), company.Name, say(r, joinedText))
		return
	}
	if invalid(err) {
		refuse(w, r, err)
		return
	}
	in, again := p.Desk.Invitation(r.Context(), secret)
	if again != nil {
		refuse(w, r, again)
		return
	}
	p.askInvited(w, r, in, name, err)
}

// askInvited asks for what accepting takes: the password of an account that is
// there, or one for a new account.
func (p *Pages) askInvited(w http.ResponseWriter, r *http.Request, in *sessions.Invited, name string, err error) {
	pass := input{
		Name: "password", Type: "password", Label: say(r, newPasswordLabel), Autocomplete: "new-password",
		Hint: say(r, passwordHint), Min: password.Min, Wrong: about(err, "password"),
	}
	c := content{Paragraphs: []string{say(r, invitedText), in.Email}, Button: say(r, acceptButton)}
	if in.HasAccount {
		pass.Label, pass.Hint, pass.Min, pass.Autocomplete = say(r, passwordLabel), say(r, accountHint), 0, "current-password"
		c.More = &more{say(r, forgottenLink), "/reset?lang=" + page.View{Lang: page.Locale(r)}.Tag()}
	}
	c.Inputs = []input{
		{Name: "displayName", Type: "text", Label: say(r, nameLabel), Autocomplete: "name", Value: name, Max: 100, Wrong: about(err, "displayName")},
		pass,
	}
	status := http.StatusOK
	if err != nil {
		status, c.Error = page.Failure(w, r, err), sentence(r, err)
	}
	write(w, r, status, say(r, invitedTitle), in.Company.Name, c)
}

// done tells that all is done, and where to go on.
func (p *Pages) done(w http.ResponseWriter, r *http.Request, title, company, what string) {
	c := content{Paragraphs: []string{what}}
	if p.AppURL != "" {
		c.More = &more{say(r, goOnLink), p.AppURL}
	}
	write(w, r, http.StatusOK, title, company, c)
}
