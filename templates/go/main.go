// Answers the workloads echo, unique-ids and broadcast. The broadcast is naive: it is yours to improve.

package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	node := NewNode()

	node.On("echo", func(request Message) error {
		return node.Reply(request, Fields{"type": "echo_ok", "echo": request.Body["echo"]})
	})

	// An id of its own for each node, and a number that it uses once. A node that is killed counts from 0 again: a second exercise.
	given := 0
	node.On("generate", func(request Message) error {
		id := fmt.Sprintf("%s-%d", node.ID, given)
		given++
		return node.Reply(request, Fields{"type": "generate_ok", "id": id})
	})

	broadcasting(node)

	if err := node.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func broadcasting(node *Node) {
	seen := map[int]bool{}
	values := []int{}
	var neighbours []string

	node.On("topology", func(request Message) error {
		all, err := Get[map[string][]string](request.Body, "topology")
		if err != nil {
			return err
		}
		neighbours = all[node.ID]
		return node.Reply(request, Fields{"type": "topology_ok"})
	})

	// Sends a value to one neighbour. If a partition drops it, the value is lost there: find out what to do about that.
	spread := func(value int, neighbour string) {
		body := Fields{"type": "broadcast", "message": value}
		node.RPC(neighbour, body, time.Second, func(_ Body, err *RpcError) {
			if err != nil {
				node.Log("%s did not take %d: %v", neighbour, value, err)
			}
		})
	}

	// Comes from clients and from other nodes alike.
	node.On("broadcast", func(request Message) error {
		value, err := Get[int](request.Body, "message")
		if err != nil {
			return err
		}
		node.Reply(request, Fields{"type": "broadcast_ok"})
		if seen[value] {
			return nil // it has been here: without this test it would go round for ever
		}
		seen[value] = true
		values = append(values, value)
		for _, neighbour := range neighbours {
			if neighbour != request.Src {
				spread(value, neighbour)
			}
		}
		return nil
	})

	node.On("read", func(request Message) error {
		return node.Reply(request, Fields{"type": "read_ok", "messages": values})
	})
}
