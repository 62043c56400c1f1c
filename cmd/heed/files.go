package main

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/urfave/cli/v3"
	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob" // file://

	"heed/app/attachments"
)

// filesDirectory holds the contents of files in the data directory where no other
// store is set.
const filesDirectory = "files"

func filesFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "files-url", Sources: cli.EnvVars("HEED_FILES_URL"),
		Usage: "where the contents of files are kept: s3://BUCKET?region=…, with &endpoint=https://… for a store that speaks S3, or file:///PATH; " +
			"left out, the folder files in the data directory",
	}
}

// openFiles opens the store of contents, once.
func (p *process) openFiles(ctx context.Context, cmd *cli.Command) error {
	if p.files != nil {
		return nil
	}
	at := cmd.String("files-url")
	if at == "" {
		dir, err := filepath.Abs(filepath.Join(cmd.String("data-dir"), filesDirectory))
		if err != nil {
			return fmt.Errorf("the folder of files: %w", err)
		}
		// Nothing beside a content, and temporary files in the same place: a content
		// is there whole or not at all.
		u := url.URL{Scheme: "file", Path: filepath.ToSlash(dir), RawQuery: "create_dir=true&no_tmp_dir=true&metadata=skip"}
		at = u.String()
	}
	bucket, err := blob.OpenBucket(ctx, at)
	if err != nil {
		return fmt.Errorf("--files-url: %w", err)
	}
	p.files = attachments.NewStore(bucket)
	return nil
}
