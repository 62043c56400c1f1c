package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/role"
	"heed/ent/vault"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// line is a row as a JSON object, its columns in the order of the schema; what is
// not known is null.
func (f file) line(ctx context.Context, values []any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, c := range f.columns {
		if i == 0 && f.unnamed {
			continue
		}
		v, err := f.shown(ctx, c, values[i], typeid.ID(text(values[0])))
		if err != nil {
			return nil, fmt.Errorf("%s of %s: %w", c.Name, text(values[0]), err)
		}
		encoded, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("%s of %s: %w", c.Name, text(values[0]), err)
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", c.Name, encoded)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// shown is a column's value, the same from either database.
func (f file) shown(ctx context.Context, c ent.Column, v any, row typeid.ID) (any, error) {
	if v == nil {
		return nil, nil
	}
	if grants, ok := f.grants[row]; ok && c.Name == role.FieldGrants {
		return grants, nil
	}
	if c.Sealed {
		sealed, ok := v.([]byte)
		if !ok || len(sealed) == 0 {
			return nil, nil
		}
		return vault.From(ctx).Open(vault.Field{Tenant: viewer.Tenant(ctx), Table: f.table, Column: c.Name, Row: row}, sealed)
	}
	switch c.Kind {
	case "json.RawMessage":
		return json.RawMessage(text(v)), nil
	case "time.Time":
		if at, ok := v.(time.Time); ok {
			return at.UTC(), nil
		}
	case "bool":
		if n, ok := v.(int64); ok {
			return n != 0, nil
		}
	case "string":
		return text(v), nil
	}
	return v, nil
}

// text is what a driver gives for a text.
func text(v any) string {
	switch v := v.(type) {
	case []byte:
		return string(v)
	case string:
		return v
	}
	return ""
}
