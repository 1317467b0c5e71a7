// Package stdcalls has drivers whose methods the standard library calls.
package stdcalls

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"sync"

	"example.com/gosound/kit"
	pcm "example.com/gosound/namepcm"
)

type base struct{ s *pcm.Stream }

func (*base) Pointer(*pcm.Stream) int       { return 0 }
func (*base) HwFree(*pcm.Stream) error      { return nil }
func (b *base) Write(p []byte) (int, error) { b.s.PeriodElapsed(); return len(p), nil }
func (b *base) String() string              { b.s.PeriodElapsed(); return "" }

func (b *base) ServeHTTP(http.ResponseWriter, *http.Request) { b.s.PeriodElapsed() }

type printed struct{ base } // want `PCM002:`

func (d *printed) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	go fmt.Fprintf(d, "x")
	return nil
}

type printedNow struct{ base }

func (d *printedNow) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	fmt.Fprintln(d, "x")
	_ = fmt.Sprint(d)
	return kit.Feed(d)
}

type logged struct { // want `PCM002:`
	base
	l *log.Logger
}

func (d *logged) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	d.l = log.New(d, "", 0)
	go func() { d.l.Print("x") }()
	return nil
}

type buffered struct { // want `PCM002:`
	base
	wg sync.WaitGroup
}

func (d *buffered) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	w := bufio.NewWriter(io.MultiWriter(d))
	d.wg.Add(1)
	go func() {
		d.wg.Done()
		_ = w.Flush()
	}()
	return nil
}
func (d *buffered) SyncStop(*pcm.Stream) error { d.wg.Wait(); return nil }

type copied struct {
	base
	r  io.Reader
	wg sync.WaitGroup
}

func (d *copied) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	d.wg.Go(func() { _, _ = io.Copy(d, d.r) })
	return nil
}
func (d *copied) SyncStop(*pcm.Stream) error { d.wg.Wait(); return nil }

type served struct { // want `PCM002:`
	base
	srv *http.Server
}

func (d *served) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	d.srv = &http.Server{Handler: d}
	go d.srv.ListenAndServe()
	return nil
}
func (d *served) SyncStop(*pcm.Stream) error { return d.srv.Close() }

type servedShutdown struct {
	base
	srv *http.Server
}

func (d *servedShutdown) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	mux := http.NewServeMux()
	mux.Handle("/", d)
	d.srv = &http.Server{Handler: mux}
	go d.srv.ListenAndServe()
	return nil
}
func (d *servedShutdown) SyncStop(*pcm.Stream) error { return d.srv.Shutdown(context.Background()) }

type servedFunc struct { // want `PCM002:`
	base
	srv http.Server
}

func (d *servedFunc) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	d.srv.Handler = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { d.s.PeriodElapsed() })
	go d.srv.ListenAndServe()
	return nil
}

type testServed struct {
	base
	srv *httptest.Server
}

func (d *testServed) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	d.srv = httptest.NewServer(d)
	return nil
}
func (d *testServed) SyncStop(*pcm.Stream) error { d.srv.Close(); return nil }

type command struct { // want `PCM002:`
	base
	cmd *exec.Cmd
}

func (d *command) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	d.cmd = &exec.Cmd{Path: "/bin/true", Stderr: d}
	return d.cmd.Start()
}
func (d *command) SyncStop(*pcm.Stream) error { return d.cmd.Process.Kill() }

type commandWaited struct {
	base
	cmd *exec.Cmd
}

func (d *commandWaited) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	d.cmd = exec.Command("true")
	d.cmd.Stdout = bufio.NewWriter(d)
	return d.cmd.Start()
}
func (d *commandWaited) SyncStop(*pcm.Stream) error { return d.cmd.Wait() }

type commandRun struct{ base }

func (d *commandRun) Trigger(s *pcm.Stream, _ bool) error {
	d.s = s
	cmd := exec.Command("true")
	cmd.Stdout = d
	return cmd.Run()
}

// New makes them.
func New() {
	for _, o := range []pcm.Ops{&printed{}, &printedNow{}, &logged{}, &buffered{}, &copied{}, &served{}, &servedShutdown{}, &servedFunc{},
		&testServed{}, &command{}, &commandWaited{}, &commandRun{}} {
		_ = pcm.NewCard().Add(o)
	}
}
