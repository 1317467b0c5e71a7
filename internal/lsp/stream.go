package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/textproto"
	"strconv"
	"sync"

	"github.com/sourcegraph/jsonrpc2"
)

// maxMessage bounds what one message may hold. The largest file of a kernel is far below.
const maxMessage = 64 << 20

// stream frames messages as the base protocol has it. What is no JSON-RPC message is answered with an error and
// skipped, so that one mistake of a client does not cost it the server. A broken header ends the stream: nobody can tell
// where the next message begins.
type stream struct {
	in     *bufio.Reader
	closer io.Closer

	mu  sync.Mutex // one writer at a time
	out io.Writer
}

var _ jsonrpc2.ObjectStream = (*stream)(nil)

func newStream(in io.ReadCloser, out io.Writer) *stream {
	return &stream{in: bufio.NewReaderSize(in, 1<<16), closer: in, out: out}
}

// ReadObject reads messages until one makes sense.
func (s *stream) ReadObject(v any) error {
	for {
		data, err := s.readFrame()
		if err != nil {
			return err
		}
		if problem := invalid(data); problem != nil {
			if err := s.WriteObject(errorReply{Error: problem}); err != nil {
				return err
			}
			continue
		}
		err = json.Unmarshal(data, v)
		if err == nil {
			return nil
		}
		reply := errorReply{Error: &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "no valid message: " + err.Error()}}
		if err := s.WriteObject(reply); err != nil {
			return err
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
		return &jsonrpc2.Error{Code: jsonrpc2.CodeParseError, Message: "the message is not valid JSON"}
	}
	var m struct {
		Version *string          `json:"jsonrpc"`
		ID      *json.RawMessage `json:"id"`
		Method  *json.RawMessage `json:"method"`
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "a message is one JSON object"}
	}
	if m.Version == nil || *m.Version != "2.0" {
		return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: `the message lacks "jsonrpc": "2.0"`}
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

// WriteObject writes one message.
func (s *stream) WriteObject(v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	frame := make([]byte, 0, len(data)+32)
	frame = fmt.Appendf(frame, "Content-Length: %d\r\n\r\n", len(data))
	_, err = s.out.Write(append(frame, data...))
	return err
}

func (s *stream) Close() error { return s.closer.Close() }

// reply answers a request. The library keeps ids without their sign.
func (s *stream) reply(id jsonrpc2.ID, result any, failure *jsonrpc2.Error) error {
	if failure != nil {
		result = nil
	}
	r := struct {
		ID     any             `json:"id"`
		Result *any            `json:"result,omitempty"`
		Error  *jsonrpc2.Error `json:"error,omitempty"`
		Is     version2        `json:"jsonrpc"`
	}{ID: id, Error: failure}
	if !id.IsString && id.Num > math.MaxInt64 {
		r.ID = int64(id.Num)
	}
	if failure == nil {
		r.Result = &result
	}
	return s.WriteObject(r)
}
