#!/usr/bin/env python3
from node import Node

node = Node()
store = {}


@node.on("txn")
def txn(request):
    done = []
    for kind, key, value in request["body"]["txn"]:
        if kind == "w":
            store[key] = value
        done.append([kind, key, store.get(key)])
    node.reply(request, {"type": "txn_ok", "txn": done})


node.run()
