package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"syscall"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// Options are what the command line says.
type Options struct {
	Settings
	Version string
	Log     io.Writer // for people; the protocol has the other stream

	// Patience is how long an ending server waits for what is under way; 0: less than a second, before a client loses its own.
	Patience time.Duration
}

// Settings are what the user may choose, on the command line or in the editor.
type Settings struct {
	CacheDir string `json:"cacheDir"`  // where facts about files are kept; empty: the user's cache folder
	NoCache  bool   `json:"noCache"`   // neither read nor write the cache
	Jobs     int    `json:"jobs"`      // files parsed at the same time; 0: as many as there are CPUs
	Library  string `json:"goLibrary"` // import path of the Go PCM library; empty: recognised by its shape
	Config   string `json:"config"`    // the configuration file; empty: .pcmlint.toml found upwards
	NoConfig bool   `json:"noConfig"`  // no configuration file
	Kernel   string `json:"kernel"`    // the version to judge C drivers for; empty: the tree's, else the newest
	NoLens   bool   `json:"noLens"`    // no code lens over ops tables
}

// ErrNoShutdown says that the client went away, or told the server to, without the request that is to come first.
var ErrNoShutdown = errors.New("the client left without a shutdown request")

// server is one connection with an editor.
type server struct {
	ctx     context.Context
	end     context.CancelFunc
	version string
	log     *log.Logger
	stream  *stream
	conn    jsonrpc2.Conn
	pages   pages

	patience time.Duration // see Options

	// Set by initialize, before anything else is handled.
	enc    encoding
	client clientCapabilities

	mu       sync.Mutex
	phase    phase
	given    Settings // from the command line
	settings Settings
	docs     map[string]*document // by path
	spaces   map[string]*space    // trees by their root, packages by their folder
	folders  map[string]bool      // workspace folders, paths
	requests map[jsonrpc2.ID]context.CancelFunc
	tokens   map[string]context.CancelFunc // progress that the user may stop
	lastID   int
	closing  bool           // no request is begun any more
	pending  sync.WaitGroup // requests that are being answered
}

// What a client can make the server keep is bounded: requests that are being answered, the text of open documents, trees in
// which nothing is open any more.
const (
	maxRequests = 1000
	maxOpen     = 256 << 20
	maxIdle     = 2
)

// phase is how far the life of a connection has come.
type phase int

const (
	created phase = iota
	initialized
	shutDown
	exited
)

// Serve speaks with one client until it leaves, and returns when all work has ended.
func Serve(ctx context.Context, in io.ReadCloser, out io.Writer, o Options) error {
	if o.Log == nil {
		o.Log = io.Discard
	}
	if o.Patience == 0 {
		o.Patience = 700 * time.Millisecond
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{
		ctx: ctx, end: cancel, version: o.Version, patience: o.Patience, log: log.New(o.Log, "pcmlint: ", 0),
		given: o.Settings, settings: o.Settings, enc: utf16,
		docs: map[string]*document{}, spaces: map[string]*space{}, folders: map[string]bool{},
		requests: map[jsonrpc2.ID]context.CancelFunc{}, tokens: map[string]context.CancelFunc{},
	}
	s.pages.dir = o.CacheDir
	s.stream = newStream(in, out)
	// The connection outlives ctx: what is said while everything ends still reaches the client.
	s.conn = jsonrpc2.NewConn(s.stream, jsonrpc2.WithCodec(codec{}))
	s.conn.Go(context.WithoutCancel(ctx), s.handle)
	select {
	case <-ctx.Done():
	case <-s.stream.over:
		cancel()
	}
	s.mu.Lock()
	s.closing = true
	s.mu.Unlock()
	s.within(func() {
		s.closeSpaces()
		s.stream.settle()
		_ = s.stream.Close() // a read of a terminal goes on until somebody types
	})
	s.pages.remove()
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.stream.fault() != nil:
		return fmt.Errorf("%w (%w)", s.stream.fault(), ErrNoShutdown)
	case s.phase < shutDown:
		return ErrNoShutdown
	}
	return nil
}

// handle is what the connection calls with each message, one after the other. What takes time lets the next one be read
// meanwhile.
func (s *server) handle(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	if !req.IsCall() {
		s.notified(req.Method(), json.RawMessage(req.Params()))
		return nil, nil
	}
	result, err := s.requested(ctx, req.ID(), req.Method(), json.RawMessage(req.Params()))
	var f *jsonrpc2.Error
	if err != nil && !errors.As(err, &f) {
		err = failure(codeRequestFailed, err.Error())
	}
	return result, err
}

// notified handles a message that wants no answer.
func (s *server) notified(method string, params json.RawMessage) {
	defer func() {
		if p := recover(); p != nil {
			s.complain("internal error in %s: %v (please report)\n%s", method, p, debug.Stack())
		}
	}()
	if method == protocol.MethodExit {
		s.exit()
		return
	}
	if s.phaseNow() != initialized {
		return // the protocol wants it dropped
	}
	handle := notifications[method]
	if handle == nil {
		return
	}
	if err := handle(s, params); err != nil {
		s.complain("%s: %v", method, err)
	}
}

// phaseNow is how far the connection has come.
func (s *server) phaseNow() phase {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.phase
}

// requested handles a message that wants an answer, beside all others if it takes time.
func (s *server) requested(ctx context.Context, id jsonrpc2.ID, method string, params json.RawMessage) (any, error) {
	switch p := s.phaseNow(); {
	case method == protocol.MethodInitialize && p == created:
		return guarded(func() (any, error) { return s.initialize(params) })
	case p == created:
		return nil, failure(jsonrpc2.ServerNotInitialized, "the first request must be initialize")
	case method == protocol.MethodInitialize:
		return nil, failure(jsonrpc2.InvalidRequest, "initialize was there before")
	case p >= shutDown:
		return nil, failure(jsonrpc2.InvalidRequest, "the server is shut down")
	case method == protocol.MethodShutdown:
		s.mu.Lock()
		s.phase = shutDown
		s.mu.Unlock()
		jsonrpc2.Async(ctx)
		s.shutdown()
		return nil, nil
	}
	handle := requests[method]
	if handle == nil {
		return nil, failure(jsonrpc2.MethodNotFound, "no method "+method)
	}
	work, cancel := context.WithCancel(s.ctx)
	defer cancel()
	s.mu.Lock()
	twice, closing, many := s.requests[id] != nil, s.closing, len(s.requests) >= maxRequests
	if !twice && !closing && !many {
		s.requests[id] = cancel
		s.pending.Add(1)
	}
	s.mu.Unlock()
	switch {
	case closing:
		return nil, failure(jsonrpc2.InvalidRequest, "the server is shut down")
	case many:
		return nil, failure(codeRequestFailed, fmt.Sprintf("%d requests are being answered already: ask again later", maxRequests))
	case twice:
		return nil, failure(jsonrpc2.InvalidRequest, "a request with this id is still being answered")
	}
	defer s.pending.Done()
	params = slices.Clone(params)
	jsonrpc2.Async(ctx)
	result, err := guarded(func() (any, error) { return handle(s, work, params) })
	cancelled := work.Err() != nil
	s.mu.Lock()
	delete(s.requests, id)
	s.mu.Unlock()
	if cancelled {
		return nil, failure(protocol.CodeRequestCancelled, "the request was cancelled")
	}
	return result, err
}

// guarded turns a panic into an error, so that one request that the server cannot cope with does not end it.
func guarded(do func() (any, error)) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			result, err = nil, failure(jsonrpc2.InternalError, fmt.Sprintf("internal error: %v (please report)\n%s", p, debug.Stack()))
		}
	}()
	return do()
}

// cancel ends a request on the wish of the client.
func (s *server) cancel(id jsonrpc2.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stop := s.requests[id]; stop != nil {
		stop()
	}
}

// shutdown ends all analysis and then says so: what was learned is kept before a client loses its patience.
func (s *server) shutdown() {
	s.within(func() {
		s.closeSpaces()
		s.pending.Wait()
	})
}

// within waits for something as long as the server's patience lasts.
func (s *server) within(do func()) {
	ended := make(chan struct{})
	go func() {
		do()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(s.patience):
	}
}

func (s *server) exit() {
	s.mu.Lock()
	if s.phase == shutDown {
		s.phase = exited
	}
	s.mu.Unlock()
	s.end()
}

// notify tells the client something. A client that is gone does not hear it.
func (s *server) notify(method string, params any) {
	if err := s.conn.Notify(s.ctx, method, params); err != nil && s.ctx.Err() == nil {
		s.log.Printf("cannot send %s: %v", method, err)
	}
}

// complain says that something went wrong, to the log of the editor and of the command.
func (s *server) complain(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	s.log.Print(text)
	if s.phaseNow() == initialized {
		s.notify(protocol.MethodWindowLogMessage, protocol.LogMessageParams{Type: protocol.MessageTypeError, Message: text})
	}
}

// watchParent ends the server when the editor has gone without closing the connection.
func (s *server) watchParent(pid int) {
	const often = 200 * time.Millisecond
	p, err := os.FindProcess(pid)
	if err != nil {
		return
	}
	for {
		err := p.Signal(syscall.Signal(0))
		if errors.Is(err, os.ErrProcessDone) || errors.Is(err, syscall.ESRCH) {
			s.end()
			return
		}
		select {
		case <-s.ctx.Done():
			return
		case <-time.After(often):
		}
	}
}

// closeSpaces ends all analysis and waits for it.
func (s *server) closeSpaces() {
	s.mu.Lock()
	spaces := s.spaces
	s.spaces = map[string]*space{}
	s.mu.Unlock()
	for _, sp := range spaces {
		sp.stop()
	}
	for _, sp := range spaces {
		<-sp.over
	}
}

// supports tells whether the client knows a diagnostic tag.
func (c *clientCapabilities) supports(tag protocol.DiagnosticTag) bool {
	return slices.Contains(c.TextDocument.PublishDiagnostics.TagSupport.ValueSet, tag)
}
