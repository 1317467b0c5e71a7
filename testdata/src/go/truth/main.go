// Command truth stops the streams of one driver while its handler is at work, and then restarts or frees them. A driver
// that does not wait for its handler panics on a freed runtime.
package main

import (
	"fmt"
	"os"
	"sort"
	"time"

	"example.com/gosound/engine"
	"example.com/gosound/irq"
	"example.com/gosound/usb"
)

// inFlight gets a value whenever a handler is in the middle of PeriodElapsed.
var inFlight = make(chan struct{}, 100)

const window = 20 * time.Millisecond

func main() {
	if len(os.Args) != 2 || drivers[os.Args[1]] == nil {
		var names []string
		for n := range drivers {
			names = append(names, n)
		}
		sort.Strings(names)
		for _, n := range names {
			fmt.Println(n)
		}
		return
	}
	engine.Window = func() {
		select {
		case inFlight <- struct{}{}:
		default:
		}
		time.Sleep(window)
	}
	for _, s := range drivers[os.Args[1]]() {
		play(s)
		must(s.Prepare())
		time.Sleep(2 * window)
		must(s.Free())
		must(s.Close())
		play(s)
		must(s.Free())
		must(s.Close())
		time.Sleep(2 * window)
	}
}

// play starts the stream and stops it while a handler is at work.
func play(s *engine.Stream) {
	for len(inFlight) > 0 {
		<-inFlight
	}
	must(s.Open())
	must(s.Params())
	must(s.Prepare())
	must(s.Trigger(true))
	irq.Raise()
	usb.Complete()
	select {
	case <-inFlight:
	case <-time.After(10 * window):
	}
	must(s.Trigger(false))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
