// Broadcast with a goroutine for each message and one that gossips each second.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"sync"
	"time"
)

type message struct {
	Src  string         `json:"src"`
	Dest string         `json:"dest"`
	Body map[string]any `json:"body"`
}

var (
	lock   sync.Mutex
	node   string
	peers  []string
	values = map[int]bool{}
)

func send(dest string, body map[string]any) {
	text, _ := json.Marshal(message{node, dest, body})
	lock.Lock()
	defer lock.Unlock()
	fmt.Println(string(text))
}

// In the order of the map, which Go draws anew for each walk.
func known() []int {
	lock.Lock()
	defer lock.Unlock()
	list := []int{}
	for value := range values {
		list = append(list, value)
	}
	return list
}

func gossip() {
	random := rand.New(rand.NewSource(time.Now().UnixNano()))
	for range time.Tick(time.Second) {
		for _, i := range random.Perm(len(peers)) {
			send(peers[i], map[string]any{"type": "gossip", "values": known()})
		}
	}
}

func handle(m message) {
	body := m.Body
	reply := map[string]any{"type": fmt.Sprint(body["type"], "_ok"), "in_reply_to": body["msg_id"]}
	switch body["type"] {
	case "init":
		node = body["node_id"].(string)
		for _, each := range body["node_ids"].([]any) {
			if each != node {
				peers = append(peers, each.(string))
			}
		}
		go gossip()
	case "broadcast":
		lock.Lock()
		values[int(body["message"].(float64))] = true
		lock.Unlock()
	case "read":
		reply["messages"] = known()
	case "gossip":
		lock.Lock()
		for _, each := range body["values"].([]any) {
			values[int(each.(float64))] = true
		}
		lock.Unlock()
		return
	}
	send(m.Src, reply)
}

func main() {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<20)
	for input.Scan() {
		var m message
		if json.Unmarshal(input.Bytes(), &m) != nil {
			panic("not JSON")
		}
		if m.Body["type"] == "init" {
			handle(m)
		} else {
			go handle(m)
		}
	}
}
