package link

func (p *program) hasTables(path string) bool {
	for _, t := range p.tables {
		if t.Pkg == path {
			return true
		}
	}
	return false
}

// sameDriver tells whether a table can belong to code in a package when the data flow does not tell.
func (p *program) sameDriver(t *Table, path string) bool {
	if t.Pkg == path {
		return true
	}
	if p.hasTables(path) {
		return false
	}
	return p.reachesPkg(t.Pkg, path) || p.reachesPkg(path, t.Pkg)
}

// reachesPkg tells whether package a calls into package b, also through others.
func (p *program) reachesPkg(a, b string) bool {
	if p.pkgCalls == nil {
		p.pkgCalls = map[string]map[string]bool{}
		for _, f := range p.order {
			for _, c := range f.calls {
				if c.Pkg != "" && c.Pkg != f.pkg.Path && !c.Std && !p.isLib(c.Pkg) {
					if p.pkgCalls[f.pkg.Path] == nil {
						p.pkgCalls[f.pkg.Path] = map[string]bool{}
					}
					p.pkgCalls[f.pkg.Path][c.Pkg] = true
				}
			}
		}
	}
	seen := map[string]bool{}
	todo := []string{a}
	for len(todo) > 0 {
		x := todo[0]
		todo = todo[1:]
		for y := range p.pkgCalls[x] {
			if y == b {
				return true
			}
			if !seen[y] {
				seen[y] = true
				todo = append(todo, y)
			}
		}
	}
	return false
}
