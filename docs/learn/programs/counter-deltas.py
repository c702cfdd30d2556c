#!/usr/bin/env python3
from node import Node

node = Node()
total = 0


@node.on("add")
def add(request):
    global total
    delta = request["body"]["delta"]
    total += delta
    for peer in node.ids:
        if peer != node.id:
            node.send(peer, {"type": "added", "delta": delta})
    node.reply(request, {"type": "add_ok"})


@node.on("added")
def added(message):
    global total
    total += message["body"]["delta"]


@node.on("read")
def read(request):
    node.reply(request, {"type": "read_ok", "value": total})


node.run()
