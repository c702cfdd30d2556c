#!/usr/bin/env python3
"""Each node tells its neighbours now and then all that they may not know, in one message."""

from node import Node

INTERVAL = 0.2  # seconds; longer: fewer messages, and values arrive later

node = Node()
values = set()
neighbours = []
known = {}  # by neighbour: the values that it has, as far as we know


@node.on("topology")
def topology(request):
    global neighbours
    neighbours = request["body"]["topology"][node.id]
    for neighbour in neighbours:
        known.setdefault(neighbour, set())
    node.reply(request, {"type": "topology_ok"})


@node.on("broadcast")
def broadcast(request):
    values.add(request["body"]["message"])
    node.reply(request, {"type": "broadcast_ok"})


@node.on("gossip")
def gossip(request):
    news = set(request["body"]["values"])
    values.update(news)
    known.setdefault(request["src"], set()).update(news)
    node.reply(request, {"type": "gossip_ok"})


def round_of_gossip():
    node.after(INTERVAL, round_of_gossip)
    for neighbour in neighbours:
        news = values - known[neighbour]
        if news:
            tell(neighbour, news)


def tell(neighbour, news):
    def answered(reply):
        if reply["type"] == "gossip_ok":  # otherwise the next round tells it again
            known[neighbour].update(news)

    node.rpc(neighbour, {"type": "gossip", "values": sorted(news)}, answered, timeout=INTERVAL)


@node.on("read")
def read(request):
    node.reply(request, {"type": "read_ok", "messages": sorted(values)})


round_of_gossip()
node.run()
