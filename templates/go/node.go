// Speaks Maelstrom's protocol: one JSON message a line, from standard input and to standard output.
//
// main.go says what the node does; nothing here knows a workload. One goroutine calls all handlers, callbacks and timers, one after
// the other, so they need no locks. Each must return soon: while one waits, nothing is read, not even the reply it waits for.

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// Body is the payload of a message. Its values are raw JSON, so that no number loses a digit.
type Body map[string]json.RawMessage

// Message is a message with its addresses.
type Message struct {
	Src  string `json:"src"`
	Dest string `json:"dest"`
	Body Body   `json:"body"`
}

// Fields are what a message that we send says: anything that encoding/json can write.
type Fields map[string]any

// Handler gets each message of its type. An *RpcError that it returns becomes an error reply; another error ends the node.
type Handler func(Message) error

// RpcError is an error reply. Codes 10, 11, 12, 14 and 20 to 30 are definite: the request took no effect, and never will. 0 and 13
// leave that open.
type RpcError struct {
	Code int
	Text string
}

func (e *RpcError) Error() string { return e.Text }

// Node is one member of the cluster. ID and IDs (all nodes, this one included) are known once init has come.
type Node struct {
	ID        string
	IDs       []string
	handlers  map[string]Handler
	callbacks map[int]func(reply Body, err *RpcError)
	lastID    int
	due       chan func()
}

// NewNode makes a node that knows no types of messages yet.
func NewNode() *Node {
	return &Node{
		handlers:  map[string]Handler{},
		callbacks: map[int]func(Body, *RpcError){},
		due:       make(chan func(), 1024),
	}
}

// Get reads a field of a body.
func Get[T any](body Body, field string) (value T, err error) {
	raw, ok := body[field]
	if !ok {
		return value, &RpcError{12, fmt.Sprintf("expected a field %q", field)}
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		return value, &RpcError{12, fmt.Sprintf("%s: %v", field, err)}
	}
	return value, nil
}

// On names the handler of a type of messages.
func (n *Node) On(kind string, handler Handler) { n.handlers[kind] = handler }

// Send sends a message that expects no reply. It may be lost, and nobody reports that.
func (n *Node) Send(dest string, body Fields) {
	line, err := json.Marshal(Fields{"src": n.ID, "dest": dest, "body": body})
	if err != nil {
		panic(err) // a field that cannot be JSON, such as a channel
	}
	os.Stdout.Write(append(line, '\n')) // not buffered
}

// Reply answers a request: the reply carries the msg_id of the request.
func (n *Node) Reply(request Message, body Fields) error {
	body["in_reply_to"] = request.Body["msg_id"]
	n.Send(request.Src, body)
	return nil
}

// RPC sends a request. The callback gets the body of the reply, and an error if the reply is one, or if none came in time (code 0).
// It is called once: a reply that comes later is ignored.
func (n *Node) RPC(dest string, body Fields, timeout time.Duration, callback func(Body, *RpcError)) {
	n.lastID++
	id := n.lastID
	n.callbacks[id] = callback
	body["msg_id"] = id
	n.Send(dest, body)
	n.After(timeout, func() { n.settle(id, nil, &RpcError{0, "timed out"}) })
}

// After calls an action once, after that time, in the goroutine of the handlers.
func (n *Node) After(wait time.Duration, action func()) {
	time.AfterFunc(wait, func() { n.due <- action })
}

// Log writes to standard error, the node's log; standard output is for messages only.
func (n *Node) Log(format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
}

// Run reads messages until standard input ends.
func (n *Node) Run() error {
	lines, ended := make(chan []byte), make(chan error)
	go func() {
		for reader := bufio.NewReader(os.Stdin); ; {
			line, err := reader.ReadBytes('\n')
			if err != nil {
				ended <- err
				return
			}
			lines <- line
		}
	}()
	for {
		select {
		case line := <-lines:
			if err := n.take(line); err != nil {
				return err
			}
		case action := <-n.due:
			action()
		case err := <-ended:
			if err == io.EOF {
				return nil
			}
			return err
		}
	}
}

func (n *Node) take(line []byte) error {
	var message Message
	if err := json.Unmarshal(line, &message); err != nil {
		return err
	}
	if id, err := Get[int](message.Body, "in_reply_to"); err == nil {
		n.settle(id, message.Body, errorIn(message.Body))
		return nil
	}
	err := n.handle(message)
	var refused *RpcError
	if !errors.As(err, &refused) {
		return err
	}
	if _, isRequest := message.Body["msg_id"]; isRequest {
		n.Reply(message, Fields{"type": "error", "code": refused.Code, "text": refused.Text})
	}
	return nil
}

func (n *Node) handle(message Message) (err error) {
	kind, err := Get[string](message.Body, "type")
	if err != nil {
		return err
	}
	if kind != "init" {
		if handler, ok := n.handlers[kind]; ok {
			return handler(message)
		}
		return &RpcError{10, "there is no handler for " + kind}
	}
	if n.ID, err = Get[string](message.Body, "node_id"); err != nil {
		return err
	}
	if n.IDs, err = Get[[]string](message.Body, "node_ids"); err != nil {
		return err
	}
	return n.Reply(message, Fields{"type": "init_ok"})
}

func (n *Node) settle(id int, reply Body, err *RpcError) {
	callback, ok := n.callbacks[id]
	delete(n.callbacks, id)
	if ok {
		callback(reply, err)
	}
}

func errorIn(reply Body) *RpcError {
	if kind, _ := Get[string](reply, "type"); kind != "error" {
		return nil
	}
	code, _ := Get[int](reply, "code")
	text, _ := Get[string](reply, "text")
	return &RpcError{code, text}
}
