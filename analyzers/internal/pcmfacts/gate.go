package pcmfacts

import "go/ast"

// interesting tells whether a package without a PCM library in reach can matter to a driver that uses it: it starts
// goroutines, waits, or keeps functions that it is given.
func interesting(files []*ast.File) bool {
	for _, f := range files {
		found := false
		ast.Inspect(f, func(n ast.Node) bool {
			if found {
				return false
			}
			switch n := n.(type) {
			case *ast.GoStmt, *ast.SendStmt, *ast.SelectStmt, *ast.ChanType:
				found = true
			case *ast.FuncDecl:
				if n.Type.Params != nil {
					for _, p := range n.Type.Params.List {
						if _, ok := p.Type.(*ast.FuncType); ok {
							found = true
						}
					}
				}
			case *ast.SelectorExpr:
				if n.Sel.Name == "Wait" || n.Sel.Name == "AfterFunc" {
					found = true
				}
			}
			return true
		})
		if found {
			return true
		}
	}
	return false
}
