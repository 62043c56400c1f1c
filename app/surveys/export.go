package surveys

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"heed/app/journal"
	"heed/app/limit"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/surveycampaign"
	"heed/ent/surveyresponse"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ExportFormat is the format of a file.
type ExportFormat string

// The formats.
const (
	ExportCSV  ExportFormat = "CSV"
	ExportXLSX ExportFormat = "XLSX"
	ExportJSON ExportFormat = "JSON"
)

// Values lists the formats, in their order.
func (ExportFormat) Values() []string {
	return []string{string(ExportCSV), string(ExportXLSX), string(ExportJSON)}
}

// exportAtOnce is how many responses one part of a file holds.
const exportAtOnce = 5_000

// ExportInput is which responses, and how.
type ExportInput struct {
	CampaignID typeid.ID
	Format     ExportFormat
	After      typeid.ID // the last response of the part before
}

// perExport is how many parts of files a member may ask for.
var perExport = limit.Limit{Kind: "survey export", Most: 100, Window: time.Hour}

// CountExport counts a part of a file for its member: too many are RATE_LIMITED. Who may not
// have it uses nothing up.
func CountExport(ctx context.Context, j *journal.Journal) error {
	if err := begin(ctx, authz.SurveyResponseExport); err != nil {
		return err
	}
	return perExport.Take(ctx, j, limit.Of(string(viewer.From(ctx).Member)))
}

// Exported is a part of the responses of a campaign.
type Exported struct {
	FileName string
	Content  string // base64 of a workbook
	Rows     int
	Next     typeid.ID // "" when there is none
}

// Export gives the submitted responses of a campaign that the viewer may read, as a file:
// a line each, a column for each question, ways to reach a person masked (D3-63). Errors:
// NOT_FOUND on campaignId, input.unknown_key. Records survey.exported.
func Export(ctx context.Context, tx *ent.Tx, in ExportInput) (*ent.SurveyCampaign, Exported, error) {
	if err := begin(ctx, authz.SurveyResponseExport); err != nil {
		return nil, Exported{}, err
	}
	check := checking(ctx)
	known(check, "format", in.Format)
	if check.Err != nil {
		return nil, Exported{}, check.Err
	}
	c, err := tx.SurveyCampaign.Query().Where(surveycampaign.ID(in.CampaignID)).WithTemplate().Only(ctx)
	if ent.IsNotFound(err) || err == nil && c.Edges.Template == nil {
		return nil, Exported{}, fault.NotFound().On("campaignId")
	}
	if err != nil {
		return nil, Exported{}, fmt.Errorf("surveys: reading a campaign: %w", err)
	}
	q := tx.SurveyResponse.Query().Where(surveyresponse.CampaignID(c.ID), surveyresponse.StateIn(flow.ResponseSubmitted, flow.ResponseVerifying, flow.ResponseTidied, flow.ResponseFollowedUp))
	if in.After != "" {
		there, err := tx.SurveyResponse.Query().Where(surveyresponse.ID(in.After), surveyresponse.CampaignID(c.ID)).Exist(ctx)
		if err != nil {
			return nil, Exported{}, fmt.Errorf("surveys: looking for where a part begins: %w", err)
		}
		if !there {
			return nil, Exported{}, fault.NotFound().On("after")
		}
		q.Where(surveyresponse.IDGT(in.After))
	}
	rows, err := q.Order(surveyresponse.ByID()).Limit(exportAtOnce).All(ctx)
	if err != nil {
		return nil, Exported{}, fmt.Errorf("surveys: reading responses: %w", err)
	}
	names, err := customerNames(ctx, tx, rows)
	if err != nil {
		return nil, Exported{}, err
	}
	s := sheet{questions: c.Edges.Template.Questionnaire.Questions, locale: viewer.From(ctx).Locale, zone: tenants.ConfigFrom(ctx).Zone}
	for _, r := range rows {
		answers, err := AnswersOf(ctx, r)
		if err != nil {
			return nil, Exported{}, err
		}
		s.add(r, names[r.CustomerID], Masked(s.questions, answers))
	}
	made := Exported{Rows: len(rows), FileName: "survey-" + viewer.Now(ctx).In(s.zone).Format("20060102") + "." + strings.ToLower(string(in.Format))}
	if len(rows) == exportAtOnce {
		made.Next = rows[len(rows)-1].ID
	}
	if made.Content, err = s.file(in.Format); err != nil {
		return nil, Exported{}, fmt.Errorf("surveys: writing a file: %w", err)
	}
	e := campaignEvent(c, "survey.exported", c.State, "D3-63")
	e.Kind, e.Detail = flow.EventAccess, map[string]any{"rows": len(rows), "format": in.Format}
	journal.Record(ctx, e)
	return c, made, nil
}

func customerNames(ctx context.Context, tx *ent.Tx, rows []*ent.SurveyResponse) (map[typeid.ID]string, error) {
	names := map[typeid.ID]string{}
	for at := 0; at < len(rows); at += maxNamed {
		var ids []typeid.ID
		for _, r := range rows[at:min(at+maxNamed, len(rows))] {
			ids = append(ids, r.CustomerID)
		}
		all, err := tx.Customer.Query().Where(customer.IDIn(typeid.Unique(ids)...)).Select(customer.FieldID, customer.FieldName).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("surveys: reading customers: %w", err)
		}
		for _, c := range all {
			names[c.ID] = c.Name
		}
	}
	return names, nil
}

// sheet is the lines of a file.
type sheet struct {
	questions []survey.Question
	locale    label.Locale
	zone      *time.Location
	lines     [][]string
}

// fixed are the columns before those of the questions.
var fixedColumns = []string{"customer", "submittedAt", "mode", "state", "score", "recommend", "tags", "seconds"}

func (s *sheet) add(r *ent.SurveyResponse, name string, answers []survey.Answer) {
	tags := make([]string, len(r.Tags))
	for i, t := range r.Tags {
		tags[i] = string(t.Group) + ":" + t.Code
	}
	number := func(n *int) string {
		if n == nil {
			return ""
		}
		return strconv.Itoa(*n)
	}
	line := []string{
		name, r.SubmittedAt.In(s.zone).Format("2006-01-02 15:04"), label.Of(s.locale, "SurveyMode", string(r.Mode)),
		label.Of(s.locale, "SurveyResponseState", string(r.State)), number(r.Score), number(r.Recommend), strings.Join(tags, " "), strconv.Itoa(r.DurationSeconds),
	}
	for _, q := range s.questions {
		line = append(line, answerText(s.locale, q, answers))
	}
	s.lines = append(s.lines, line)
}

// answerText is an answer in words.
func answerText(l label.Locale, q survey.Question, answers []survey.Answer) string {
	for _, a := range answers {
		if a.Question != q.Code {
			continue
		}
		var parts []string
		for _, code := range a.Options {
			for _, o := range q.Options {
				if o.Code == code {
					parts = append(parts, o.Text.In(l))
				}
			}
		}
		for _, more := range []string{a.OtherText, a.Text, a.Date} {
			if more != "" {
				parts = append(parts, more)
			}
		}
		if a.Number != nil {
			parts = append(parts, strconv.FormatFloat(*a.Number, 'f', -1, 64))
		}
		return strings.Join(parts, "; ")
	}
	return ""
}

func (s *sheet) head() []string {
	head := make([]string, 0, len(fixedColumns)+len(s.questions))
	for _, c := range fixedColumns {
		head = append(head, label.Of(s.locale, "Survey", "COLUMN_"+c))
	}
	for _, q := range s.questions {
		head = append(head, q.Text.In(s.locale))
	}
	return head
}

func (s *sheet) file(f ExportFormat) (string, error) {
	switch f {
	case ExportJSON:
		all := make([]map[string]string, len(s.lines))
		for i, line := range s.lines {
			all[i] = map[string]string{}
			for k, c := range fixedColumns {
				all[i][c] = line[k]
			}
			for k, q := range s.questions {
				all[i][q.Code] = line[len(fixedColumns)+k]
			}
		}
		text, err := json.MarshalIndent(all, "", "  ")
		return string(text), err
	case ExportXLSX:
		return s.workbook()
	case ExportCSV:
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	b.WriteString("\ufeff") // so that spreadsheets read it as UTF-8
	err := w.Write(s.head())
	for i := 0; err == nil && i < len(s.lines); i++ {
		line := make([]string, len(s.lines[i]))
		for k, v := range s.lines[i] {
			line[k] = harmless(v)
		}
		err = w.Write(line)
	}
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	return b.String(), err
}

// harmless keeps a spreadsheet from taking what a customer wrote for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func (s *sheet) workbook() (text string, err error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return "", err
	}
	write := func(row int, line []string) error {
		cells := make([]any, len(line))
		for i, v := range line {
			cells[i] = v
		}
		at, err := excelize.CoordinatesToCellName(1, row)
		if err != nil {
			return err
		}
		return w.SetRow(at, cells)
	}
	if err := write(1, s.head()); err != nil {
		return "", err
	}
	for i, line := range s.lines {
		if err := write(i+2, line); err != nil {
			return "", err
		}
	}
	if err := w.Flush(); err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}
