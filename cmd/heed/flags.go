package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v3"

	"heed/ent/database"
	"heed/ent/vault"
)

// The flags that several commands share. Each has an environment variable.

func databaseFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "database-url", Sources: cli.EnvVars("HEED_DATABASE_URL"),
		Usage: "postgres://… or sqlite:PATH; empty is heed.db in the data directory",
	}
}

func dataFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "data-dir", Sources: cli.EnvVars("HEED_DATA_DIR"), Value: "./data",
		Usage: "the directory of the embedded database and its data key",
	}
}

func keyFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "data-key", Sources: cli.EnvVars("HEED_DATA_KEY"),
		Usage: "the keys that seal personal data, id:base64 of 32 bytes, the current one first, separated by commas; " +
			"the embedded database makes data.key in the data directory, PostgreSQL must be told",
	}
}

func roleFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "database-role", Sources: cli.EnvVars("HEED_DATABASE_ROLE"), Value: database.AppRole,
		Usage: "the PostgreSQL role that every connection takes on; empty keeps the login's own",
	}
}

// dataKeyFile is the data key of the embedded database.
const dataKeyFile = "data.key"

// dataKeys reads the keys from the setting, or makes them once beside the
// embedded database.
func dataKeys(cmd *cli.Command) (*vault.Keys, error) {
	if text := cmd.String("data-key"); text != "" {
		return vault.ParseKeys(text)
	}
	if database.IsPostgres(cmd.String("database-url")) {
		return nil, fmt.Errorf("HEED_DATA_KEY is not set: with PostgreSQL all replicas need the same data key, e.g. HEED_DATA_KEY=\"k1:$(openssl rand -base64 32)\"")
	}
	dir := cmd.String("data-dir")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the data directory: %w", err)
	}
	return vault.LoadOrCreate(filepath.Join(dir, dataKeyFile))
}
