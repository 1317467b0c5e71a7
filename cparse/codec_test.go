package cparse

import (
	"crypto/sha256"
	"reflect"
	"sync"
	"testing"
)

// shelf is a Keeper in memory.
type shelf struct {
	mu         sync.Mutex
	items      map[[sha256.Size]byte][]byte
	hits, puts int
}

func newShelf() *shelf { return &shelf{items: map[[sha256.Size]byte][]byte{}} }

func (s *shelf) Kept(key [sha256.Size]byte) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.items[key]
	if ok {
		s.hits++
	}
	return data, ok
}

func (s *shelf) Keep(key [sha256.Size]byte, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items[key] = data
	s.puts++
}

// with parses a text whose items a Keeper remembers.
func (s *shelf) with(src string) *File {
	f := Parse("x.c", []byte(src))
	f.Use(s)
	return f.Read()
}

// remembers fails when a text reads otherwise where its items are remembered, also at another place.
func remembers(t *testing.T, src string) {
	t.Helper()
	s := newShelf()
	s.with(src)
	puts := s.puts
	if got, want := s.with(src), Parse("x.c", []byte(src)).Read(); !sameFacts(got, want) {
		t.Fatalf("remembered:\n%s\nparsed:\n%s", dump(got), dump(want))
	}
	if s.puts != puts && s.hits > 0 {
		return // of the items that name a struct after its place
	}
	moved := "\n\n   " + src
	if got, want := s.with(moved), Parse("x.c", []byte(moved)).Read(); !sameFacts(got, want) {
		t.Fatalf("remembered at another place:\n%s\nparsed:\n%s", dump(got), dump(want))
	}
}

// sameFacts compares what two files say; an empty list is none.
func sameFacts(a, b *File) bool { return same(reflect.ValueOf(*a), reflect.ValueOf(*b)) }

func same(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Pointer:
		if a.Type() == reflect.TypeFor[*source]() || a.Type() == reflect.TypeFor[*item]() || a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil() || a.Type() == reflect.TypeFor[*source]()
		}
		return same(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	}
	return a.Equal(b)
}

func TestRemembered(t *testing.T) {
	t.Parallel()
	const before = `typedef int count_t;
static int twice(struct bird *b, count_t n)
{
	struct bird *next = b->next, *prev = (count_t)(n) ? b->prev : NULL;

	for_each_bird(b, next)
		b->sum += sizeof(struct bird) + flag ?: n;
	return add(b->sum, n, (struct bird){ .wing = 1 });
}
static const struct bird_ops wagtail = { .fly = twice, .land = NULL, .legs = { 1, 2, [3] = 4 }, .name = "grey wagtail", };
DECLARE_NEST(pied_wagtail, twice, wagtail_of_a_long_name_that_is_worth_it, container_of(x, struct bird, w));
`
	s := newShelf()
	f := s.with(before)
	if s.puts != 3 || s.hits != 0 {
		t.Fatalf("%d items kept and %d found of a function, a table and an invocation that nobody has read before", s.puts, s.hits)
	}
	if again := s.with(before); s.puts != 3 || s.hits != 3 || !sameFacts(f, again) {
		t.Errorf("the second time %d kept, %d found:\n%s", s.puts-3, s.hits, dump(again))
	}
	remembers(t, before)
	// What an item says depends on the file's typedefs, and on nothing else beside it.
	s.with("typedef long flag;\n" + before)
	if s.puts != 6 {
		t.Errorf("one more typedef: %d items parsed, not all 3", s.puts-3)
	}
	s.with("static int other;\n" + before)
	if s.puts != 6 {
		t.Errorf("a variable in front of them: %d items parsed anew", s.puts-6)
	}
	// The readings of conditionals are part of it.
	one := "int f(void)\n{\n\tint a_long_name = some_call(of, several, arguments), another;\n#if 0\n\treturn first();\n#endif\n\treturn second();\n}\n"
	two := "int f(void)\n{\n\tint a_long_name = some_call(of, several, arguments), another;\n#if 1\n\treturn first();\n#endif\n\treturn second();\n}\n"
	remembers(t, one)
	s = newShelf()
	s.with(one)
	if got, want := s.with(two), Parse("x.c", []byte(two)).Read(); !sameFacts(got, want) {
		t.Errorf("another arm of a conditional:\n%s\nparsed:\n%s", dump(got), dump(want))
	}
}

func TestSeedsRemembered(t *testing.T) {
	t.Parallel()
	for _, s := range append(seeds, string(driver(1))) {
		remembers(t, s)
	}
}

// Damaged memory is parsed again.
func TestDamagedMemory(t *testing.T) {
	t.Parallel()
	s := newShelf()
	s.with(string(driver(1)))
	want := dump(Parse("x.c", driver(1)).Read())
	for _, damage := range []func(data []byte) []byte{
		func(data []byte) []byte { return nil },
		func(data []byte) []byte { return data[:len(data)/2] },
		func(data []byte) []byte { return append(data, 0) },
		func(data []byte) []byte { return append([]byte{0xff, 0xff, 0xff}, data...) },
	} {
		for key, data := range s.items {
			s.items[key] = damage(append([]byte{}, data...))
		}
		if got := dump(s.with(string(driver(1)))); got != want {
			t.Errorf("damaged memory was believed:\n%s", got)
		}
	}
}

func TestKernelRemembered(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	for _, s := range kernelFiles(t, "sound/pci", ".c", ".h") {
		remembers(t, string(s.text))
	}
}
