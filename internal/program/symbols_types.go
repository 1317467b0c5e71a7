package program

import (
	"bytes"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A structDef identifies a struct or union: by tag and, when a driver's own file defines it, that file, so that structs
// of one name in two drivers stay two. Those of the kernel's core are known by tag alone.
type structDef struct {
	tag  string
	path string // "" for the core's
	u    *unit  // of a driver's own: where the definition is
}

// A typ is a resolved type.
type typ struct {
	sd   *structDef // nil when it is no struct
	u    *unit      // the file whose type it is: what the core's structs are like depends on what that file includes
	base string     // of a type that is no struct
	ptr  int        // pointer depth, arrays included
	fun  bool
	ok   bool
}

func (t typ) deref() typ {
	if t.ptr > 0 {
		t.ptr--
	}
	return t
}

// resolve turns a type as spelled in a file into what it means there.
func (w *symbolLayer) resolve(u *unit, t *cparse.Type) typ {
	out := typ{u: u, ptr: int(t.Ptr), fun: t.Func, ok: true}
	if t.Array {
		out.ptr++
	}
	base := t.Base
	for range 4 { // typedefs of typedefs
		if tag, ok := structTag(base); ok {
			out.sd = w.lookupStruct(u, tag)
			return out
		}
		if arithmetic[base] || base == "" || strings.HasPrefix(base, "enum ") {
			break
		}
		td := w.lookupTypedef(u, base)
		if td == nil {
			break
		}
		out.ptr += int(td.Type.Ptr)
		if td.Type.Array {
			out.ptr++
		}
		out.fun = out.fun || td.Type.Func
		base = td.Type.Base
	}
	out.base = base
	return out
}

func structTag(base string) (string, bool) {
	if t, ok := strings.CutPrefix(base, "struct "); ok {
		return t, true
	}
	if t, ok := kernelapi.StructTypedefs[base]; ok {
		return t, true
	}
	return strings.CutPrefix(base, "union ")
}

var arithmetic = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(`void char short int long float double bool _Bool unsigned signed size_t ssize_t
		u8 u16 u32 u64 s8 s16 s32 s64 __u8 __u16 __u32 __u64 __s8 __s16 __s32 __s64 __le16 __le32 __le64 __be16 __be32 __be64
		uint8_t uint16_t uint32_t uint64_t int8_t int16_t int32_t int64_t uintptr_t intptr_t loff_t off_t gfp_t dma_addr_t
		phys_addr_t resource_size_t irqreturn_t spinlock_t atomic_t atomic64_t wait_queue_head_t pm_message_t
		snd_pcm_uframes_t snd_pcm_sframes_t snd_pcm_format_t snd_pcm_state_t dma_cookie_t ktime_t va_list mode_t dev_t
		raw_spinlock_t rwlock_t refcount_t pid_t hda_nid_t uint ulong ushort uchar`) {
		m[n] = true
	}
	m["unsigned int"], m["unsigned long"], m["unsigned char"], m["unsigned short"] = true, true, true, true
	m["long long"], m["unsigned long long"], m["signed char"], m["long int"] = true, true, true, true
	return m
}()

func (w *symbolLayer) lookupTypedef(u *unit, name string) *cparse.Typedef {
	if t, ok := u.typedefs[name]; ok {
		return t
	}
	if t, ok := u.typeCache[name]; ok {
		return t
	}
	u.typeCache[name] = nil
	for _, p := range w.group(u.path) {
		if p == u.path || !w.mentions(p, name) {
			continue
		}
		if x := w.unit(p); x != nil && x.typedefs[name] != nil {
			u.typeCache[name] = x.typedefs[name]
			return x.typedefs[name]
		}
	}
	return nil
}

// lookupStruct finds the struct that a tag means in a file.
func (w *symbolLayer) lookupStruct(u *unit, tag string) *structDef {
	if sd, ok := u.sdCache[tag]; ok {
		return sd
	}
	sd := w.findStruct(u, tag)
	u.sdCache[tag] = sd
	return sd
}

func (w *symbolLayer) findStruct(u *unit, tag string) *structDef {
	if w.api().Tag(tag) {
		return w.coreStruct(tag)
	}
	if len(u.structs[tag]) > 0 {
		return w.localStruct(u, tag)
	}
	if strings.HasPrefix(tag, "@") {
		return &structDef{tag: tag, path: u.path}
	}
	h := cparse.HashName(tag)
	for _, p := range w.group(u.path) {
		if p == u.path {
			continue
		}
		s, err := w.summary(p)
		if err != nil || !s.DefinesTag(h) {
			continue
		}
		if x := w.unit(p); x != nil && len(x.structs[tag]) > 0 {
			return w.localStruct(x, tag)
		}
	}
	return w.coreStruct(tag)
}

func (w *symbolLayer) localStruct(u *unit, tag string) *structDef {
	if sd, ok := u.sdCache[tag]; ok {
		return sd
	}
	sd := &structDef{tag: tag, path: u.path, u: u}
	u.sdCache[tag] = sd
	return sd
}

func (w *symbolLayer) coreStruct(tag string) *structDef {
	sd := w.core[tag]
	if sd == nil {
		sd = &structDef{tag: tag}
		w.core[tag] = sd
	}
	return sd
}

// definedIn gives the file that defines a struct for another file, nil when none was found.
func (w *symbolLayer) definedIn(sd *structDef, from *unit) *unit {
	if sd.path != "" {
		return sd.u
	}
	key := structAt{sd, from}
	u, ok := w.coreIn[key]
	if !ok {
		u = w.findCoreStruct(from.path, sd.tag)
		w.coreIn[key] = u
	}
	return u
}

// A structAt is a struct of the core as a file sees it.
type structAt struct {
	sd   *structDef
	from *unit
}

// fields gives the definition of a struct as a file sees it, several where conditionals give it several.
func (w *symbolLayer) fields(sd *structDef, from *unit) []*cparse.Struct {
	u := w.definedIn(sd, from)
	if u == nil {
		return nil
	}
	return u.structs[sd.tag]
}

// fieldType gives the type of a member of a struct, or of one that is pointed to.
func (w *symbolLayer) fieldType(t typ, name string) typ {
	for _, def := range w.fields(t.sd, t.u) {
		for i := range def.Fields {
			if def.Fields[i].Name == name {
				m := w.resolve(w.definedIn(t.sd, t.u), &def.Fields[i].Type)
				m.u = t.u
				return m
			}
		}
	}
	return typ{}
}

// isArrayField tells whether a member is an array, so that its name points into the struct.
func (w *symbolLayer) isArrayField(loc fieldLoc, from *unit) bool {
	for _, def := range w.fields(loc.sd, from) {
		for i := range def.Fields {
			if def.Fields[i].Name == loc.name {
				return def.Fields[i].Type.Array
			}
		}
	}
	return false
}

// fieldAt gives the name of the n-th member, for positional initializers.
func (w *symbolLayer) fieldAt(sd *structDef, from *unit, n int) string {
	for _, def := range w.fields(sd, from) {
		if n < len(def.Fields) {
			return def.Fields[n].Name
		}
	}
	return ""
}

// typeOf infers the type of an expression in its place.
func (w *symbolLayer) typeOf(s *site) typ {
	if s == nil {
		return typ{}
	}
	if t, ok := w.types[s]; ok {
		return t
	}
	w.types[s] = typ{} // a type that needs itself is unknown
	t := w.infer(s)
	w.types[s] = t
	return t
}

func (w *symbolLayer) infer(s *site) typ {
	e, u := s.e, s.u()
	switch e.Kind {
	case cparse.Ident:
		if f := s.fn(); f != nil {
			if t, _, ok := f.local(e.Name, e.Pos); ok {
				return w.resolve(u, t)
			}
		}
		if v := w.lookupVar(u, e.Name); v != nil {
			return w.resolve(v.u, &v.d.Type)
		}
		if x := w.objectMacro(u, s); x != nil {
			return w.typeOf(x)
		}
	case cparse.Member:
		if t := w.typeOf(s.kid(0)); t.sd != nil {
			return w.fieldType(t, e.Name)
		}
	case cparse.Index, cparse.Deref:
		return w.typeOf(s.kid(0)).deref()
	case cparse.Addr:
		t := w.typeOf(s.kid(0))
		t.ptr++
		return t
	case cparse.Cast, cparse.TypeArg:
		if e.Type != nil {
			return w.resolve(u, e.Type)
		}
	case cparse.InitList:
		if e.Type != nil {
			return w.resolve(u, e.Type)
		}
	case cparse.Cond:
		if t := w.typeOf(s.kid(1)); t.sd != nil {
			return t
		}
		return w.typeOf(s.kid(2))
	case cparse.Assign:
		return w.typeOf(s.kid(0))
	case cparse.Comma, cparse.StmtExprKind:
		return w.typeOf(s.kid(len(e.Args) - 1))
	case cparse.Opaque:
		if (e.Name == "+" || e.Name == "-") && len(e.Args) > 0 {
			return w.typeOf(s.kid(0)) // pointer arithmetic
		}
	case cparse.Call:
		return w.callType(s)
	}
	return typ{}
}

func (w *symbolLayer) callType(s *site) typ {
	e, u := s.e, s.u()
	callee := e.Args[0]
	if callee.Kind != cparse.Ident {
		return typ{}
	}
	if c, ok := kernelapi.ContainerOf[callee.Name]; ok {
		if c.TypeArg >= 0 {
			if t := w.typeArg(s.kid(c.TypeArg + 1)); t.sd != nil {
				t.ptr = 1
				return t
			}
		}
		if c.VarArg >= 0 {
			return w.typeOf(s.kid(c.VarArg + 1))
		}
		return typ{}
	}
	if i, ok := kernelapi.Identity[callee.Name]; ok && i >= 0 {
		return w.typeOf(s.kid(i + 1))
	}
	if tag := kernelapi.ToDevice[callee.Name]; tag != "" {
		return typ{sd: w.coreStruct(tag), u: u, ptr: 1, ok: true}
	}
	if v := w.expandedValue(s); v != nil {
		return w.typeOf(v)
	}
	for _, p := range append([]string{u.path}, w.localClosure(u.path)...) {
		if p != u.path && !w.mentions(p, callee.Name) {
			continue
		}
		x := w.unit(p)
		if x == nil {
			continue
		}
		if fs := x.funcs[callee.Name]; len(fs) > 0 {
			return w.resolve(x, &fs[0].d.Ret)
		}
		if pr := x.protos[callee.Name]; pr != nil {
			return w.resolve(x, &pr.Ret)
		}
	}
	return typ{}
}

// typeArg reads a macro argument that is a type: struct x, a typedef, or *variable (sizeof(*p)).
func (w *symbolLayer) typeArg(s *site) typ {
	if s == nil {
		return typ{}
	}
	switch s.e.Kind {
	case cparse.TypeArg:
		return w.resolve(s.u(), s.e.Type)
	case cparse.Ident:
		if td := w.lookupTypedef(s.u(), s.e.Name); td != nil {
			return w.resolve(s.u(), &td.Type)
		}
	}
	return w.typeOf(s)
}

// fieldOf names the field that a member access or a designated element speaks of. ok is false when the struct could not
// be told.
type fieldLoc struct {
	sd   *structDef
	name string
}

func (w *symbolLayer) memberField(s *site) (fieldLoc, bool) {
	t := w.typeOf(s.kid(0))
	return fieldLoc{t.sd, s.e.Name}, t.sd != nil
}

// elemField names the field that an element of an initializer list fills.
func (w *symbolLayer) elemField(s *site) (fieldLoc, bool) {
	t := w.listType(s.up)
	if t.sd == nil || t.ptr > 0 {
		return fieldLoc{nil, s.e.Name}, false
	}
	name := s.e.Name
	if name == "" {
		name = w.fieldAt(t.sd, t.u, int(s.arg))
	}
	return fieldLoc{t.sd, name}, name != ""
}

// listType gives the type of what an initializer list fills: an array has ptr > 0.
func (w *symbolLayer) listType(list *site) typ {
	if list == nil || list.e.Kind != cparse.InitList {
		return typ{}
	}
	if list.e.Type != nil {
		return w.resolve(list.u(), list.e.Type)
	}
	if list.up == nil {
		if v := list.root.v; v != nil {
			return w.resolve(list.u(), &v.Type)
		}
		return typ{}
	}
	switch up := list.up; up.e.Kind {
	case cparse.InitElem:
		outer := w.listType(up.up)
		if outer.ptr > 0 {
			return outer.deref()
		}
		if loc, ok := w.elemField(up); ok {
			return w.fieldType(outer, loc.name)
		}
	case cparse.Cast:
		return w.typeOf(up)
	}
	return typ{}
}

// isRegister tells whether a member may be a register of the device that is mapped as a struct: it is declared volatile.
func (w *symbolLayer) isRegister(loc fieldLoc) bool {
	if loc.sd.path == "" || loc.sd.u == nil {
		return !strings.HasPrefix(loc.sd.tag, "snd_") // not at hand: it may be one
	}
	src := w.source(loc.sd.u)
	for _, def := range w.fields(loc.sd, loc.sd.u) {
		for i := range def.Fields {
			f := &def.Fields[i]
			if f.Name == loc.name && int(f.Pos) < len(src) {
				begin := bytes.LastIndexAny(src[:f.Pos], ";{") + 1
				return bytes.Contains(src[begin:f.Pos], []byte("volatile"))
			}
		}
	}
	return false
}

func isCard(t typ) bool { return t.sd != nil && t.sd.tag == kernelapi.SyncIRQ.Struct && t.ptr == 1 }
