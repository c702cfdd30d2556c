#!/usr/bin/env python3
"""Passes each request on to the service lin-kv, and its reply back."""

from node import Node

node = Node()


def handle(request):
    body = {name: value for name, value in request["body"].items() if name != "msg_id"}
    node.rpc("lin-kv", body, lambda reply: node.reply(request, reply))


for kind in ("read", "write", "cas"):
    node.on(kind)(handle)

node.run()
