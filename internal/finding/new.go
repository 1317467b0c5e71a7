package finding

import "slices"

// KeepNewUnknown drops the tables that could not be judged in an earlier state either.
func (r *Report) KeepNewUnknown(then []Table, renamed map[string]string) {
	there := map[[2]string]bool{}
	for _, t := range then {
		if is, moved := renamed[t.File]; moved {
			t.File = is
		}
		there[[2]string{t.File, t.Name}] = true
	}
	r.Unknown = slices.DeleteFunc(r.Unknown, func(t Table) bool { return there[[2]string{t.File, t.Name}] })
}

// KeepNew drops the findings of r that are among those of an earlier state, whatever their lines were, and returns how
// many these are. renamed gives the present names of files that had others then. A finding that a comment suppressed
// then and that none does now is new. What is left says nothing about the entries of a baseline.
func (r *Report) KeepNew(then []Finding, renamed map[string]string) int {
	was := Report{}
	for _, f := range then {
		if is, moved := renamed[f.File]; moved {
			f.File = is
		}
		was.Findings = append(was.Findings, f)
	}
	was.SetFingerprints()
	there := make(map[string]bool, len(then)) // whether it blocked
	for _, f := range was.Findings {
		there[f.Fingerprint] = f.Suppressed == nil
	}
	var left []Finding
	for _, f := range r.Findings {
		if blocked, old := there[f.Fingerprint]; !old || !blocked && f.Suppressed == nil {
			left = append(left, f)
		}
	}
	older := len(r.Findings) - len(left)
	r.Findings = left
	r.Judged = nil
	return older
}
