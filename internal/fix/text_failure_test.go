package fix

import "testing"

// TestFailure: behind which conditions a request has succeeded, when their body leaves the function.
func TestFailure(t *testing.T) {
	for cond, want := range map[string]bool{
		"err": true, "err < 0": true, "(err != 0)": true, "0 > err": true, "unlikely(err)": true, "unlikely((err) < 0)": true,
		"err < 0 || n == 3": true, "err || !card": true, "err && err != 0": true,
		"!err": false, "err == 0": false, "err >= 0": false, "err > 0": false, "err == -EBUSY": false, "err && debug": false,
		"err < limit": false, "(err) + (x)": false, "": false, "other": false,
	} {
		if got := failure(cond, isName("err")); got != want {
			t.Errorf("%q: %t", cond, got)
		}
	}
	for cond, want := range map[string]bool{
		"request_irq(irq, h, 0, \"x\", c)": true, "request_irq(f(a), h) < 0": true, "(err = request_irq(a)) < 0": true,
		"(err = request_irq(a))": true, "err = request_irq(a)": true, "unlikely(request_irq(a))": true, "request_irq(a) || later(b)": true,
		"!request_irq(a)": false, "request_irq(a) == 0": false, "!(err = request_irq(a))": false, "request_irq(a) >= 0": false,
		"request_irq(a) && retry": false, "request_irq(a) + f(b)": false, "request_irq(a) ? 1 : f(0)": false,
	} {
		if got := failure(cond, isCall("request_irq")); got != want {
			t.Errorf("%q: %t", cond, got)
		}
	}
}

// TestAsked: what decides whether a request is made does not decide whether it has failed.
func TestAsked(t *testing.T) {
	for cond, want := range map[string]bool{
		"irq >= 0 && request_irq(a)": true, "(irq >= 0 && request_irq(a) < 0)": true, "irq && (err = request_irq(a))": true,
		"irq >= 0 && !request_irq(a)": false, "irq >= 0 && request_irq(a) && retry": false, "force || irq && request_irq(a)": false,
		"quiet || request_irq(a)": true,
	} {
		if got := failure(asked(cond, "request_irq"), isCall("request_irq")); got != want {
			t.Errorf("%q: %t", cond, got)
		}
	}
}
