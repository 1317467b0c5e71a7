package ktree

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/zeebo/xxh3"
)

// A pack is one file of the cache:
//
//	magic, checksum of the table, size of the file, number of entries  (8 bytes each)
//	per entry: its key (32), where its body starts (8), how long it is (4), 4 bytes of nothing, its checksum (8)
//	the bodies
//
// Thousands of small files would cost more to make than what is in them.
const (
	packMagic  = "PCMPACK2"
	packHead   = 32
	packEntry  = 56
	packSuffix = ".pack"
	// A pack with a table beyond this is none of ours.
	maxEntries = 1 << 20
)

// entry is something to be kept.
type entry struct {
	key  digest
	body []byte
}

// record says where something is kept.
type record struct {
	file string
	at   int64
	n    int
	sum  uint64
}

// get gives what is kept under a key, if it is whole.
func (c *cache) get(key digest) ([]byte, bool) {
	if c.dir == "" {
		return nil, false
	}
	c.once.Do(c.readPacks)
	c.mu.Lock()
	body, ok := c.pending[key]
	r := c.packed[key]
	c.mu.Unlock()
	if ok {
		return body, true
	}
	if r.n == 0 {
		return nil, false
	}
	f, err := c.open(r.file)
	if err != nil {
		return nil, false
	}
	body = make([]byte, r.n)
	if _, err := f.ReadAt(body, r.at); err != nil || xxh3.Hash(body) != r.sum {
		return nil, false
	}
	return body, true
}

// open opens a pack, once.
func (c *cache) open(name string) (*os.File, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.files[name]; f != nil {
		return f, nil
	}
	f, err := os.Open(name)
	if err == nil {
		c.files[name] = f
	}
	return f, err
}

// put keeps something; it is written with others later.
func (c *cache) put(key digest, body []byte) {
	if c.dir == "" || c.broken.Load() || len(body) == 0 {
		return
	}
	c.mu.Lock()
	c.size += len(body) - len(c.pending[key])
	c.pending[key] = body
	full := c.size > pendingLimit
	c.mu.Unlock()
	if full {
		c.write()
	}
}

// flush writes what waits, and closes the packs.
func (c *cache) flush() {
	c.write()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range c.files {
		f.Close()
	}
	clear(c.files)
}

// write writes what waits as a pack, in which it is found from then on.
func (c *cache) write() {
	c.once.Do(c.readPacks)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.pending) == 0 || c.dir == "" || c.broken.Load() {
		return
	}
	entries := make([]entry, 0, len(c.pending))
	for key, body := range c.pending {
		entries = append(entries, entry{key, body})
	}
	slices.SortFunc(entries, func(a, b entry) int { return bytes.Compare(a.key[:], b.key[:]) }) // the same text, the same pack
	data := packOf(entries)
	name := filepath.Join(c.dir, fmt.Sprintf("%016x%s", xxh3.Hash(data), packSuffix))
	if err := writeFile(name, data); err != nil {
		c.broke(err)
		return
	}
	c.wrote.Add(int64(len(data)))
	c.size = 0
	clear(c.pending)
	at := int64(packHead + packEntry*len(entries))
	for _, e := range entries {
		c.packed[e.key] = record{file: name, at: at, n: len(e.body), sum: xxh3.Hash(e.body)}
		at += int64(len(e.body))
	}
}

func packOf(entries []entry) []byte {
	size := packHead + packEntry*len(entries)
	at := size
	for _, e := range entries {
		size += len(e.body)
	}
	data := make([]byte, packHead, size)
	for _, e := range entries {
		data = append(data, e.key[:]...)
		data = binary.LittleEndian.AppendUint64(data, uint64(at))
		data = binary.LittleEndian.AppendUint32(data, uint32(len(e.body)))
		data = binary.LittleEndian.AppendUint32(data, 0)
		data = binary.LittleEndian.AppendUint64(data, xxh3.Hash(e.body))
		at += len(e.body)
	}
	table := len(data)
	for _, e := range entries {
		data = append(data, e.body...)
	}
	copy(data, packMagic)
	binary.LittleEndian.PutUint64(data[16:], uint64(size))
	binary.LittleEndian.PutUint64(data[24:], uint64(len(entries)))
	binary.LittleEndian.PutUint64(data[8:], xxh3.Hash(data[16:table]))
	return data
}

// readPacks learns what the packs of the folder hold. What two of them have is taken from the younger one: it was made
// because the other is damaged.
func (c *cache) readPacks() {
	list, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	var packs []fs.FileInfo
	for _, d := range list {
		if strings.HasSuffix(d.Name(), packSuffix) && d.Type().IsRegular() {
			if fi, err := d.Info(); err == nil {
				packs = append(packs, fi)
			}
		}
	}
	slices.SortStableFunc(packs, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, fi := range packs {
		if name := filepath.Join(c.dir, fi.Name()); c.b.believed(name) && !c.readPack(name) {
			os.Remove(name) // a crash cut it short
		}
	}
}

// readPack adds the table of one pack; it is false for one that is not whole.
func (c *cache) readPack(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return true
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return false
	}
	var head [packHead]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || string(head[:8]) != packMagic {
		return false
	}
	n := binary.LittleEndian.Uint64(head[24:])
	if n > maxEntries || binary.LittleEndian.Uint64(head[16:]) != uint64(fi.Size()) || int64(n)*packEntry > fi.Size() {
		return false
	}
	table := make([]byte, 16+n*packEntry)
	copy(table, head[16:])
	if _, err := io.ReadFull(f, table[16:]); err != nil || xxh3.Hash(table) != binary.LittleEndian.Uint64(head[8:]) {
		return false
	}
	for t := table[16:]; len(t) > 0; t = t[packEntry:] {
		r := record{
			file: name,
			at:   int64(binary.LittleEndian.Uint64(t[32:])),
			n:    int(binary.LittleEndian.Uint32(t[40:])),
			sum:  binary.LittleEndian.Uint64(t[48:]),
		}
		if r.at >= 0 && r.at+int64(r.n) <= fi.Size() {
			c.packed[digest(t[:32])] = r
		}
	}
	if now := time.Now(); now.Sub(fi.ModTime()) > touchAfter {
		os.Chtimes(name, now, now) // still in use: prune takes others first
	}
	return true
}
