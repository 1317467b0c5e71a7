package ktree

// A Digest identifies a text, or all that a result is made from.
type Digest = digest

// Hash identifies the text of a file; the zero value is that of a file that cannot be read.
func (t *Tree) Hash(p string) Digest {
	if u := t.overlay[p]; u != nil {
		return u.hash
	}
	b := t.b
	if f := b.file(p); f != nil && f.flags&hashed != 0 {
		return f.hash
	}
	if !isC(p) {
		return b.headerHash(p)
	}
	if h, ok := b.hashes.Load(p); ok {
		return h.(digest)
	}
	var h Digest
	b.withSource(p, func(text []byte) { h = hashOf(text) })
	b.hashes.Store(p, h)
	return h
}

// HashText identifies a text as Hash does a file's.
func HashText(text []byte) Digest { return hashOf(text) }

// LoadResult gives what StoreResult kept under a key, if it is there and whole.
func (t *Tree) LoadResult(key Digest) ([]byte, bool) { return t.b.cache.get(key) }

// StoreResult keeps something that was found out beside the facts, best effort.
func (t *Tree) StoreResult(key Digest, body []byte) { t.b.cache.put(key, body) }
