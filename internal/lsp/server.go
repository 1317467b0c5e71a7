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

	"github.com/sourcegraph/jsonrpc2"
	"go.lsp.dev/protocol"
)

// Options are what the command line says.
type Options struct {
	Settings
	Version string
	Log     io.Writer // for people; the protocol has the other stream
}

// Settings are what the user may choose, on the command line or in the editor.
type Settings struct {
	CacheDir string `json:"cacheDir"`  // where facts about files are kept; empty: the user's cache folder
	NoCache  bool   `json:"noCache"`   // neither read nor write the cache
	Jobs     int    `json:"jobs"`      // files parsed at the same time; 0: as many as there are CPUs
	Library  string `json:"goLibrary"` // import path of the Go PCM library; empty: recognised by its shape
	Config   string `json:"config"`    // the configuration file; empty: .pcmlint.toml found upwards
	NoConfig bool   `json:"noConfig"`  // no configuration file
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
	ready   chan struct{} // closed when conn is set
	conn    *jsonrpc2.Conn
	pages   pages

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
	farewell sync.WaitGroup // the shutdown request
}

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
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{
		ctx: ctx, end: cancel, version: o.Version, log: log.New(o.Log, "pcmlint: ", 0),
		given: o.Settings, settings: o.Settings, enc: utf16,
		ready: make(chan struct{}), docs: map[string]*document{}, spaces: map[string]*space{}, folders: map[string]bool{},
		requests: map[jsonrpc2.ID]context.CancelFunc{}, tokens: map[string]context.CancelFunc{},
	}
	s.pages.dir = o.CacheDir
	s.stream = newStream(in, out)
	// The connection outlives ctx: what is said while everything ends still reaches the client.
	s.conn = jsonrpc2.NewConn(context.WithoutCancel(ctx), s.stream, handler{s}, jsonrpc2.SetLogger(s.log))
	close(s.ready)
	select {
	case <-ctx.Done():
	case <-s.conn.DisconnectNotify():
		cancel()
	}
	s.mu.Lock()
	s.closing = true
	s.mu.Unlock()
	s.closeSpaces()
	within(s.farewell.Wait)
	within(s.pending.Wait)
	_ = s.conn.Close()
	s.pages.remove()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.phase < shutDown {
		return ErrNoShutdown
	}
	return nil
}

// handler is what the connection calls with each message, one after the other.
type handler struct{ s *server }

func (h handler) Handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) {
	<-h.s.ready
	var params json.RawMessage
	if req.Params != nil {
		params = *req.Params
	}
	if req.Notif {
		h.s.notified(req.Method, params)
		return
	}
	h.s.requested(req.ID, req.Method, params)
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
func (s *server) requested(id jsonrpc2.ID, method string, params json.RawMessage) {
	switch p := s.phaseNow(); {
	case method == protocol.MethodInitialize && p == created:
		result, err := guarded(func() (any, error) { return s.initialize(params) })
		s.answer(id, result, err)
		return
	case p == created:
		s.answer(id, nil, failure(codeServerNotInitialized, "the first request must be initialize"))
		return
	case method == protocol.MethodInitialize:
		s.answer(id, nil, failure(jsonrpc2.CodeInvalidRequest, "initialize was there before"))
		return
	case p >= shutDown:
		s.answer(id, nil, failure(jsonrpc2.CodeInvalidRequest, "the server is shut down"))
		return
	case method == protocol.MethodShutdown:
		s.mu.Lock()
		s.phase = shutDown
		s.mu.Unlock()
		s.farewell.Add(1)
		go func() {
			defer s.farewell.Done()
			s.shutdown(id)
		}()
		return
	}
	handle := requests[method]
	if handle == nil {
		s.answer(id, nil, failure(jsonrpc2.CodeMethodNotFound, "no method "+method))
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	s.mu.Lock()
	twice, closing := s.requests[id] != nil, s.closing
	if !twice && !closing {
		s.requests[id] = cancel
		s.pending.Add(1)
	}
	s.mu.Unlock()
	switch {
	case closing:
		cancel()
		return
	case twice:
		cancel()
		s.answer(id, nil, failure(jsonrpc2.CodeInvalidRequest, "a request with this id is still being answered"))
		return
	}
	go func() {
		defer s.pending.Done()
		result, err := guarded(func() (any, error) { return handle(s, ctx, params) })
		cancelled := ctx.Err() != nil
		s.mu.Lock()
		delete(s.requests, id)
		s.mu.Unlock()
		cancel()
		if cancelled {
			result, err = nil, failure(codeRequestCancelled, "the request was cancelled")
		}
		s.answer(id, result, err)
	}()
}

// guarded turns a panic into an error, so that one request that the server cannot cope with does not end it.
func guarded(do func() (any, error)) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			result, err = nil, failure(jsonrpc2.CodeInternalError, fmt.Sprintf("internal error: %v (please report)\n%s", p, debug.Stack()))
		}
	}()
	return do()
}

func (s *server) answer(id jsonrpc2.ID, result any, err error) {
	var f *jsonrpc2.Error
	if err != nil && !errors.As(err, &f) {
		f = failure(codeRequestFailed, err.Error())
	}
	if err := s.stream.reply(id, result, f); err != nil {
		s.log.Printf("cannot answer: %v", err)
	}
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
func (s *server) shutdown(id jsonrpc2.ID) {
	within(func() {
		s.closeSpaces()
		s.pending.Wait()
	})
	s.answer(id, nil, nil)
}

// within waits for something as long as a client has patience with a server that is to end.
func within(do func()) {
	const patience = time.Second
	ended := make(chan struct{})
	go func() {
		do()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(patience):
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
	if err := s.conn.Notify(s.ctx, method, params); err != nil && !errors.Is(err, jsonrpc2.ErrClosed) {
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
	const often = 2 * time.Second
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
