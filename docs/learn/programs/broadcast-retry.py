#!/usr/bin/env python3
from node import Node

node = Node()
values = set()
neighbours = []


@node.on("topology")
def topology(request):
    global neighbours
    neighbours = request["body"]["topology"][node.id]
    node.reply(request, {"type": "topology_ok"})


@node.on("broadcast")
def broadcast(request):
    value = request["body"]["message"]
    node.reply(request, {"type": "broadcast_ok"})
    if value in values:
        return
    values.add(value)
    for neighbour in neighbours:
        if neighbour != request["src"]:
            spread(value, neighbour)


def spread(value, neighbour):
    def answered(reply):
        if reply["type"] == "error":  # no reply within 0.5 s: the request or the reply was lost
            spread(value, neighbour)

    node.rpc(neighbour, {"type": "broadcast", "message": value}, answered, timeout=0.5)


@node.on("read")
def read(request):
    node.reply(request, {"type": "read_ok", "messages": list(values)})


node.run()
