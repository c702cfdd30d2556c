#!/usr/bin/env python3
from node import Node

node = Node()
logs = {}  # by key: its messages; the offset is the index
committed = {}


def answer(request):
    body = request["body"]
    if body["type"] == "send":
        log = logs.setdefault(body["key"], [])
        log.append(body["msg"])
        return {"type": "send_ok", "offset": len(log) - 1}
    if body["type"] == "poll":
        return {"type": "poll_ok", "msgs": {key: page(key, first) for key, first in body["offsets"].items()}}
    if body["type"] == "commit_offsets":
        for key, offset in body["offsets"].items():
            committed[key] = max(offset, committed.get(key, 0))
        return {"type": "commit_offsets_ok"}
    found = {key: committed[key] for key in body["keys"] if key in committed}
    return {"type": "list_committed_offsets_ok", "offsets": found}


def page(key, first):
    log = logs.get(key, [])
    return [[offset, log[offset]] for offset in range(first, min(first + 10, len(log)))]


def handle(request):
    leader = node.ids[0]
    if node.id == leader:
        node.reply(request, answer(request))
    else:
        body = {name: value for name, value in request["body"].items() if name != "msg_id"}
        node.rpc(leader, body, lambda reply: node.reply(request, reply))


for kind in ("send", "poll", "commit_offsets", "list_committed_offsets"):
    node.on(kind)(handle)

node.run()
