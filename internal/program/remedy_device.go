package program

import (
	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// throughDevice spells the number of an IRQ by the bus's device that it was requested for, where the requesting function has
// that from a member of a struct which a callback of the table gets at: pci_irq_vector(to_pci_dev(chip->dev), 0). Nil when it
// is anything else.
func (r *remedies) throughDevice(v *Verdict, c *Context) *Access {
	w := r.w
	q := r.request(c)
	if q == nil {
		return nil
	}
	device := c.object
	for device.e.Kind == cparse.Member {
		device = device.kid(0)
	}
	f := device.fn()
	if device.e.Kind != cparse.Ident || f == nil {
		return nil
	}
	value := w.onlyValue(f, device.e.Name)
	if value == nil || value.e.Kind != cparse.Call || kernelapi.ToDevice[calledName(value)] == "" || value.kid(1) == nil || value.kid(1).e.Kind != cparse.Member {
		return nil
	}
	a, _ := w.access(v.Table, value.kid(1))
	if a == nil || w.goesEarly(value.kid(1)) {
		return nil
	}
	number := replaceName(q.Number, device.e.Name, calledName(value)+"("+a.Expr+")")
	a.Expr, a.Pointer, a.Type = number, false, "int"
	return a
}

// replaceName puts another expression in the place of a name.
func replaceName(text, name, by string) string {
	return names.ReplaceAllStringFunc(text, func(n string) string {
		if n == name {
			return by
		}
		return n
	})
}
