package ktree

// Hash identifies the text of a file; the zero value is that of a file that cannot be read.
func (t *Tree) Hash(p string) [16]byte {
	if u := t.overlay[p]; u != nil {
		return u.hash
	}
	b := t.b
	if f := b.file(p); f != nil && f.flags&hashed != 0 {
		return f.hash
	}
	if h, ok := b.hashes.Load(p); ok {
		return h.([16]byte)
	}
	var h [16]byte
	b.withSource(p, func(text []byte) { h = hashOf(text) })
	b.hashes.Store(p, h)
	return h
}

// HashText identifies a text as Hash does a file's.
func HashText(text []byte) [16]byte { return hashOf(text) }

// LoadResult gives what StoreResult kept under a key, if it is there and whole.
func (t *Tree) LoadResult(key [16]byte) ([]byte, bool) { return t.b.cache.get(key) }

// StoreResult keeps something that was found out beside the facts, best effort.
func (t *Tree) StoreResult(key [16]byte, body []byte) { t.b.cache.put(key, body) }
