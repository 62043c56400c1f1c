package complaint

import (
	"encoding/json"
	"net/http"

	"heed/app/complaints"
	"heed/rules/fault"
	"heed/server/page"
)

// addFiles takes files to a complaint that has come in, at its status link: for other
// systems, which complain by the API and send what belongs to it here, as the form does with
// it, in the parts named files. The answer is JSON: how many were kept, of the first ones, or what is wrong.
func (p *Pages) addFiles(w http.ResponseWriter, r *http.Request) {
	n, err := p.moreFiles(w, r)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err == nil {
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(map[string]int{"kept": n})
		return
	}
	of := fault.From(err)
	w.WriteHeader(page.Failure(w, r, err))
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{map[string]any{
		"message": of.Message(page.Locale(r)), "extensions": map[string]any{"code": of.Code, "field": of.Field},
	}}})
}

func (p *Pages) moreFiles(w http.ResponseWriter, r *http.Request) (int, error) {
	ctx, v, err := p.Desk.Look(r.Context(), r.PathValue("token"))
	if err == nil && v.Complaint == nil {
		err = fault.NotFound()
	}
	if err == nil {
		err = p.Desk.Admit(ctx)
	}
	if err == nil {
		err = parse(w, r)
	}
	if err != nil {
		return 0, err
	}
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
	}
	f := read(r)
	files, done, err := f.open()
	defer done()
	if err != nil {
		return 0, err
	}
	if len(files) == 0 {
		return 0, fault.Input("files", "input.required")
	}
	made := &complaints.Submitted{Complaint: v.Complaint}
	if err := p.Desk.MoreFiles(ctx, made, len(files), maxFiles); err != nil {
		return 0, err
	}
	n := p.keepFiles(ctx, made, files)
	if n == 0 { // why is the company's matter: its room, or what its page took today
		return 0, fault.Unavailable()
	}
	return n, nil
}
