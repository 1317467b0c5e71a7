package lsp

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
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
		reply, err := json.Marshal(errorReply{Error: problem})
		if err != nil {
			return nil, 0, err
		}
		if _, err := s.writeFrame(reply); err != nil {
			return nil, 0, err
		}
	}
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

// readFrame reads a header and the text that it announces.
func (s *stream) readFrame() ([]byte, error) {
	header, err := textproto.NewReader(s.in).ReadMIMEHeader()
	if err != nil {
		if errors.Is(err, io.EOF) && len(header) == 0 {
			return nil, io.EOF
		}
		return nil, fmt.Errorf("cannot read the header of a message: %w", err)
	}
	n, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil || n < 0 || n > maxMessage {
		return nil, fmt.Errorf("cannot read a message: Content-Length is %q, it must be a number of at most %d", header.Get("Content-Length"), maxMessage)
	}
	// What arrives is buffered as it comes: a header that promises much does not cost memory by itself.
	data, err := io.ReadAll(io.LimitReader(s.in, int64(n)))
	if err != nil {
		return nil, err
	}
	if len(data) < n {
		return nil, io.ErrUnexpectedEOF
	}
	return data, nil
}

// Write writes one message.
func (s *stream) Write(_ context.Context, m jsonrpc2.Message) (int64, error) {
	data, err := jsonrpc2.EncodeMessage(m)
	if err != nil {
		return 0, err
	}
	n, err := s.writeFrame(data)
	if v, scanned := jsonrpc2.ScanMessageView(data); scanned == nil && v.MethodRaw == nil { // an answer
		s.mu.Lock()
		s.owed--
		s.paid.Broadcast()
		s.mu.Unlock()
	}
	return n, err
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
