package fault

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestKeysInUse reads the hand-written code of the project: every key that is
// written there has its sentence, and every placeholder of it its argument.
func TestKeysInUse(t *testing.T) {
	root := filepath.Join("..", "..")
	keys := 0
	for _, dir := range []string{"rules", "ent/schema", "ent/database", "ent/vault", "authz", "app", "graph", "server", "cmd"} {
		err := filepath.WalkDir(filepath.Join(root, filepath.FromSlash(dir)), func(path string, d fs.DirEntry, err error) error {
			switch {
			case d == nil:
				return nil // the folder is not there
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "generated" || d.Name() == "model" || d.Name() == "testdata"):
				return fs.SkipDir
			case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, u := range uses(file) {
				keys++
				s, ok := messages[u.key]
				if !ok {
					t.Errorf("%s: %s has no sentence", set.Position(u.at), u.key)
				}
				for _, name := range placeholders(s[0]) {
					if !slices.Contains(u.args, name) {
						t.Errorf("%s: %s lacks the argument %s", set.Position(u.at), u.key, name)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if keys == 0 {
		t.Error("no keys found")
	}
}

// use is one fault made in the code, with the arguments of its chain.
type use struct {
	key  string
	args []string
	at   token.Pos
}

// uses finds chains like fault.Input(field, "key").With("max", 80).
func uses(file *ast.File) []use {
	var found []use
	seen := map[*ast.CallExpr]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || seen[call] {
			return true
		}
		var u use
		for call != nil {
			seen[call] = true
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				break
			}
			if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "fault" {
				at := map[string]int{"Input": 1, "New": 1, "Conflict": 0, "Precondition": 0}
				if i, ok := at[sel.Sel.Name]; ok && len(call.Args) > i {
					u.key, u.at = text(call.Args[i]), call.Pos()
				}
			}
			if sel.Sel.Name == "With" && len(call.Args) == 2 {
				u.args = append(u.args, text(call.Args[0]))
			}
			call, _ = sel.X.(*ast.CallExpr)
		}
		if u.key != "" {
			found = append(found, u)
		}
		return true
	})
	return found
}

// text is the value of a string literal, "" for anything else.
func text(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if s, err := strconv.Unquote(lit.Value); err == nil {
			return s
		}
	}
	return ""
}
