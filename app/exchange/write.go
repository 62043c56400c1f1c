package exchange

import (
	"archive/zip"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"heed/app/attachments"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/event"
	"heed/ent/eventdetail"
	"heed/ent/idempotencyrecord"
	"heed/ent/invitation"
	"heed/ent/member"
	"heed/ent/role"
	"heed/ent/tenant"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Manifest stands at the end of an export and says what is in it. Rows that were
// changed while it was written are told by the events between the two places.
type Manifest struct {
	Format     int          `json:"format"`
	CompanyID  string       `json:"companyId"`
	Slug       string       `json:"slug"`
	ExportedAt time.Time    `json:"exportedAt"`
	Begin      Place        `json:"journalAtBegin"`
	End        Place        `json:"journalAtEnd"`
	Files      []FileOfRows `json:"files"`
	// Contents are how many files of records stand in the folder files, by the ids of
	// their rows in attachments.ndjson; those whose content was gone are Missing.
	Contents Contents `json:"contents"`
}

// Contents says how many files an export holds.
type Contents struct {
	Files   int   `json:"files"`
	Bytes   int64 `json:"bytes"`
	Missing int   `json:"missing"`
}

// Place is where the journal stood.
type Place struct {
	Position int64  `json:"position"`
	Hash     string `json:"hash"`
}

// FileOfRows is a file and how many lines it has.
type FileOfRows struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
}

// Write writes all that the context's company has as a ZIP: a file of JSON lines
// for each of its tables and one for its people's logins, rows by their ids, the
// contents of its files, and the manifest. Of logins there are the addresses and languages, and only those of
// people who have joined: whether an invited address has one elsewhere is not for
// who invites. Sealed fields are in clear; secrets, hashes for look-ups and
// the words for search are left out.
func Write(ctx context.Context, client *ent.Client, store *attachments.Store, out io.Writer) error {
	ctx = viewer.AsSystem(ctx, viewer.Tenant(ctx))
	c, err := client.Tenant.Query().Where(tenant.ID(viewer.Tenant(ctx))).Only(ctx)
	if err != nil {
		return fmt.Errorf("exchange: reading the company: %w", err)
	}
	m := Manifest{Format: 1, CompanyID: string(c.ID), Slug: c.Slug, ExportedAt: viewer.Now(ctx)}
	if m.Begin, err = placeOf(ctx, client); err != nil {
		return err
	}
	z := zip.NewWriter(out)
	grants, err := grantsOf(ctx, client)
	if err != nil {
		return err
	}
	for _, f := range files() {
		if f.table == role.Table {
			f.grants = grants
		}
		rows, err := f.write(ctx, client, z)
		if err != nil {
			return fmt.Errorf("exchange: writing %s: %w", f.table, err)
		}
		m.Files = append(m.Files, FileOfRows{f.name(), rows})
	}
	if m.Contents, err = contents(ctx, client, store, z); err != nil {
		return err
	}
	if m.End, err = placeOf(ctx, client); err != nil {
		return err
	}
	w, err := z.Create("manifest.json")
	if err == nil {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		err = e.Encode(m)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return fmt.Errorf("exchange: writing the manifest: %w", err)
	}
	return nil
}

// contents writes the files of records, each under the id of its row: their names
// are clients', and no path. They are not pressed again, for most are already.
func contents(ctx context.Context, client *ent.Client, store *attachments.Store, z *zip.Writer) (Contents, error) {
	var c Contents
	err := store.Each(ctx, client, func(a *ent.Attachment, content io.Reader) error {
		if content == nil {
			c.Missing++
			return nil
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: "files/" + string(a.ID), Method: zip.Store, Modified: a.CreatedAt})
		if err != nil {
			return err
		}
		n, err := io.Copy(w, content)
		c.Files, c.Bytes = c.Files+1, c.Bytes+n
		return err
	})
	if err != nil {
		return c, fmt.Errorf("exchange: writing files: %w", err)
	}
	return c, nil
}

func placeOf(ctx context.Context, client *ent.Client) (Place, error) {
	h, err := journal.Head(ctx, client, viewer.Tenant(ctx))
	if err != nil {
		return Place{}, err
	}
	return Place{h.Position, hex.EncodeToString(h.Hash)}, nil
}

// file is a table of the export.
type file struct {
	table   string
	where   string                     // the company is $1
	grants  map[typeid.ID][]flow.Grant // of the rows, when they are roles
	columns []ent.Column               // the first is the id
	unnamed bool                       // the id is not written
}

func (f file) name() string { return f.table + ".ndjson" }

// shownBytes are the columns of bytes that are shown: with them anybody can
// check the journal's chain.
var shownBytes = map[string]bool{
	event.Table + "." + event.FieldHash:             true,
	event.Table + "." + event.FieldCommitment:       true,
	eventdetail.Table + "." + eventdetail.FieldSalt: true,
}

// shownOfUsers are the columns of logins, which belong to no company.
var shownOfUsers = map[string]bool{user.FieldID: true, user.FieldEmail: true, user.FieldLocale: true}

// haveJoined are the logins of the company's people but those who were asked and
// have never come.
const haveJoined = "id IN (SELECT m." + member.FieldUserID + " FROM " + member.Table + " m WHERE m.tenant_id = $1 AND (m." + member.FieldState + " = '" +
	string(flow.MemberActive) + "' OR EXISTS (SELECT 1 FROM " + invitations + " AND i." + invitation.FieldAcceptedAt + " IS NOT NULL) OR m." +
	member.FieldState + " = '" + string(flow.MemberLeft) + "' AND NOT EXISTS (SELECT 1 FROM " + invitations + ")))"

const invitations = invitation.Table + " i WHERE i.tenant_id = $1 AND i." + invitation.FieldMemberID + " = m.id"

// files are what is exported, in the order of the schema.
func files() []file {
	var all []file
	for _, t := range ent.Tables {
		f := file{table: t.Name, where: "tenant_id = $1"}
		switch {
		case t.Name == user.Table:
			f.where, f.unnamed = haveJoined, true // an id tells since when there is an account
		case t.Global, t.Name == idempotencyrecord.Table: // what keeps the service going is nobody's data
			continue
		}
		for _, c := range t.Columns {
			hidden := c.Secret || c.Name == "grams" || t.Name == role.Table && c.Name == role.FieldKnownActions || t.Name == member.Table && c.Name == member.FieldUserID ||
				f.unnamed && !shownOfUsers[c.Name] || c.Kind == "[]byte" && !c.Sealed && !shownBytes[t.Name+"."+c.Name]
			if !hidden {
				f.columns = append(f.columns, c)
			}
		}
		all = append(all, f)
	}
	return all
}

// grantsOf is what each role grants, which its row alone does not tell.
func grantsOf(ctx context.Context, client *ent.Client) (map[typeid.ID][]flow.Grant, error) {
	roles, err := client.Role.Query().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("exchange: reading roles: %w", err)
	}
	all := map[typeid.ID][]flow.Grant{}
	for _, r := range roles {
		all[r.ID] = tenants.GrantsOf(r)
	}
	return all, nil
}

// rowsAtOnce is how many rows are read with one statement.
const rowsAtOnce = 500

// write writes the rows of a table, a page at a time: nobody waits for the
// database until a slow reader has taken all.
func (f file) write(ctx context.Context, client *ent.Client, z *zip.Writer) (int, error) {
	w, err := z.CreateHeader(&zip.FileHeader{Name: f.name(), Method: zip.Deflate, Modified: viewer.Now(ctx)})
	if err != nil {
		return 0, err
	}
	names := make([]string, len(f.columns))
	for i, c := range f.columns {
		names[i] = c.Name
	}
	query := fmt.Sprintf("SELECT %s FROM %s WHERE %s AND id > $2 ORDER BY id LIMIT %d", strings.Join(names, ", "), f.table, f.where, rowsAtOnce)
	for after, total := "", 0; ; {
		lines, last, err := f.page(ctx, client, query, after)
		if err != nil {
			return total, err
		}
		for _, line := range lines {
			if _, err := w.Write(append(line, '\n')); err != nil {
				return total, err
			}
		}
		total += len(lines)
		if len(lines) < rowsAtOnce {
			return total, nil
		}
		after = last
	}
}

// page reads rows as lines, and the id of the last.
func (f file) page(ctx context.Context, client *ent.Client, query, after string) (lines [][]byte, last string, err error) {
	rows, err := client.QueryContext(ctx, query, viewer.Tenant(ctx), after)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = rows.Close() }()
	values, places := make([]any, len(f.columns)), make([]any, len(f.columns))
	for i := range values {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return nil, "", err
		}
		last = text(values[0])
		line, err := f.line(ctx, values)
		if err != nil {
			return nil, "", err
		}
		lines = append(lines, line)
	}
	return lines, last, rows.Err()
}
