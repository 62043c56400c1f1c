package scalar

import (
	"github.com/99designs/gqlgen/graphql"

	"heed/rules/fault"
	"heed/rules/upload"
)

// UnmarshalUpload takes the file that the transport has put in the variable's place.
func UnmarshalUpload(v any) (upload.File, error) {
	f, ok := v.(upload.File)
	if !ok {
		return upload.File{}, fault.Input("", "upload.not_multipart")
	}
	return f, nil
}

// MarshalUpload writes nothing: files are never answered.
func MarshalUpload(upload.File) graphql.Marshaler { return graphql.Null }
