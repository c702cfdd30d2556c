#!/usr/bin/env python3
"""Each node counts its own adds, and tells all others this count again and again. Hearing it twice, late, or never does no harm."""

from node import Node

node = Node()
counts = {}  # by node: the newest (number of adds, their sum) that we know


@node.on("add")
def add(request):
    adds, total = counts.get(node.id, (0, 0))
    counts[node.id] = (adds + 1, total + request["body"]["delta"])
    node.reply(request, {"type": "add_ok"})


@node.on("counts")
def merge(message):
    for name, (adds, total) in message["body"]["counts"].items():
        if adds > counts.get(name, (0, 0))[0]:
            counts[name] = (adds, total)


def tell():
    node.after(0.2, tell)
    for peer in node.ids:
        if peer != node.id:
            node.send(peer, {"type": "counts", "counts": counts})


@node.on("read")
def read(request):
    node.reply(request, {"type": "read_ok", "value": sum(total for _, total in counts.values())})


tell()
node.run()
