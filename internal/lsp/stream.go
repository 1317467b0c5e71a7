package lsp

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"go.lsp.dev/jsonrpc2"
)

// maxMessage bounds what one message may hold. The largest file of a kernel is far below.
const maxMessage = 64 << 20

// stream frames messages as the base protocol has it. What is no JSON-RPC message is answered with an error and
// skipped, so that one mistake of a client does not cost it the server. A broken header ends the stream: nobody can tell
// where the next message begins.
type stream struct {
	in     *bufio.Reader
	closer io.Closer

	over chan struct{} // closed when nothing more can be read

	writing sync.Mutex // one at a time
	out     io.Writer

	mu   sync.Mutex // never held while something is written: a client may read nothing until what it writes is read
	owed int        // requests that were read and not answered yet
	paid *sync.Cond // owed became less

	broken error // see fault
}

var _ jsonrpc2.Stream = (*stream)(nil)

func newStream(in io.ReadCloser, out io.Writer) *stream {
	s := &stream{in: bufio.NewReaderSize(in, 1<<16), closer: in, out: out, over: make(chan struct{})}
	s.paid = sync.NewCond(&s.mu)
	return s
}

// Read reads messages until one makes sense. What it returns is nobody else's.
func (s *stream) Read(context.Context) (jsonrpc2.Message, int64, error) {
	for {
		data, err := s.readFrame()
		if err != nil {
			s.broke(err)
			close(s.over) // the connection does not read again
			s.settle()    // nor does it write
			return nil, 0, err
		}
		problem := invalid(data)
		if problem == nil {
			m, err := jsonrpc2.DecodeMessage(data)
			if err == nil {
				s.owe(m)
				return m, int64(len(data)), nil
			}
			problem = failure(jsonrpc2.InvalidRequest, "no valid message: "+err.Error())
		}
		if err := s.refuse(problem); err != nil {
			return nil, 0, err
		}
	}
}

// refuse answers what is no message.
func (s *stream) refuse(problem *jsonrpc2.Error) error {
	reply, err := json.Marshal(errorReply{Error: problem})
	if err == nil {
		_, err = s.writeFrame(reply)
	}
	return err
}

// broke keeps why no message can be read any more, and tells the client if that is its fault.
func (s *stream) broke(err error) {
	var framing framingError
	if !errors.As(err, &framing) {
		return
	}
	s.mu.Lock()
	s.broken = framing
	s.owed++
	s.mu.Unlock()
	go func() { // it may not read
		_ = s.refuse(failure(jsonrpc2.ParseError, framing.Error()))
		s.pay()
	}()
}

// fault is why no message could be read any more, nil when the client only left.
func (s *stream) fault() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.broken
}

// errorReply answers a message that has no usable id.
type errorReply struct {
	ID    *int            `json:"id"` // null
	Error *jsonrpc2.Error `json:"error"`
	Is    version2        `json:"jsonrpc"`
}

// version2 is the version of JSON-RPC.
type version2 struct{}

func (version2) MarshalJSON() ([]byte, error) { return []byte(`"2.0"`), nil }

// invalid says what is wrong with the text of a message, nil if it is worth decoding.
func invalid(data []byte) *jsonrpc2.Error {
	if !json.Valid(data) {
		return failure(jsonrpc2.ParseError, "the message is not valid JSON")
	}
	var m struct {
		Version *string          `json:"jsonrpc"`
		ID      *json.RawMessage `json:"id"`
		Method  *json.RawMessage `json:"method"`
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return failure(jsonrpc2.InvalidRequest, "a message is one JSON object")
	}
	if m.Version == nil || *m.Version != "2.0" {
		return failure(jsonrpc2.InvalidRequest, `the message lacks "jsonrpc": "2.0"`)
	}
	return nil
}

// readFrame reads a header and the text that it announces. Its errors name what of a message is wrong; io.EOF is the end of
// the connection between two of them.
func (s *stream) readFrame() ([]byte, error) {
	n, err := s.readHeader()
	if err != nil {
		return nil, err
	}
	// What arrives is buffered as it comes: a header that promises much does not cost memory by itself.
	data, err := io.ReadAll(io.LimitReader(s.in, int64(n)))
	if err != nil {
		return nil, err
	}
	if len(data) < n {
		return nil, framingError(fmt.Sprintf("the connection ends in a message, after %d of %d bytes", len(data), n))
	}
	return data, nil
}

// framingError says what keeps the stream from being taken apart into messages.
type framingError string

func (e framingError) Error() string { return "the client sent what is no message: " + string(e) }

// maxHeader is how many lines the header of a message may have; the protocol knows two. One line fits into the buffer.
const maxHeader = 32

// readHeader reads a header and gives the length of the text that follows it.
func (s *stream) readHeader() (int, error) {
	length, lines := -1, 0
	for ; ; lines++ {
		line, err := s.in.ReadSlice('\n')
		switch {
		case err == io.EOF && lines == 0 && len(line) == 0:
			return 0, io.EOF
		case err == io.EOF:
			return 0, framingError("the connection ends in a header")
		case errors.Is(err, bufio.ErrBufferFull) || lines == maxHeader:
			return 0, framingError("a header has no end")
		case err != nil:
			return 0, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			break
		}
		name, value, ok := strings.Cut(text, ":")
		if !ok {
			return 0, framingError(fmt.Sprintf("the line %s of a header has no colon", excerpt(text)))
		}
		if !strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n > maxMessage {
			return 0, framingError(fmt.Sprintf("Content-Length is %s, it must be a number of at most %d", excerpt(strings.TrimSpace(value)), maxMessage))
		}
		length = n
	}
	if length < 0 {
		return 0, framingError("a header has no Content-Length")
	}
	return length, nil
}

// excerpt quotes the beginning of a text.
func excerpt(text string) string {
	const few = 60
	if len(text) > few {
		return fmt.Sprintf("%q...", text[:few])
	}
	return strconv.Quote(text)
}

// Write writes one message.
func (s *stream) Write(_ context.Context, m jsonrpc2.Message) (int64, error) {
	data, err := jsonrpc2.EncodeMessage(m)
	if err != nil {
		return 0, err
	}
	n, err := s.writeFrame(data)
	if v, scanned := jsonrpc2.ScanMessageView(data); scanned == nil && v.MethodRaw == nil { // an answer
		s.pay()
	}
	return n, err
}

// pay counts an answer.
func (s *stream) pay() {
	s.mu.Lock()
	s.owed--
	s.paid.Broadcast()
	s.mu.Unlock()
}

// owe counts the requests that are to be answered.
func (s *stream) owe(m jsonrpc2.Message) {
	if _, ok := m.(*jsonrpc2.Call); ok {
		s.mu.Lock()
		s.owed++
		s.mu.Unlock()
	}
}

// settle waits until every request is answered.
func (s *stream) settle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.owed > 0 {
		s.paid.Wait()
	}
}

func (s *stream) writeFrame(data []byte) (int64, error) {
	frame := make([]byte, 0, len(data)+32)
	frame = fmt.Appendf(frame, "Content-Length: %d\r\n\r\n", len(data))
	s.writing.Lock()
	defer s.writing.Unlock()
	n, err := s.out.Write(append(frame, data...))
	return int64(n), err
}

func (s *stream) Close() error { return s.closer.Close() }
