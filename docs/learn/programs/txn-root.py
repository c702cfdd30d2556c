#!/usr/bin/env python3
"""The whole state is one value of the service lin-kv. A transaction reads it, computes the next one, and swaps the two with a
compare-and-set, which fails if another transaction came in between."""

from node import Node

node = Node()


@node.on("txn")
def txn(request):
    node.rpc("lin-kv", {"type": "read", "key": "root"}, lambda reply: execute(request, reply))


def execute(request, read):
    if read["type"] == "error" and read["code"] != 20:  # 20: nothing was ever written
        return node.reply(request, read)
    before = read.get("value", {})
    after = dict(before)
    done = []
    for kind, key, value in request["body"]["txn"]:
        if kind == "w":
            after[str(key)] = value  # the keys of a JSON object are strings
        done.append([kind, key, after.get(str(key))])

    def swapped(reply):
        if reply["type"] == "cas_ok":
            node.reply(request, {"type": "txn_ok", "txn": done})
        elif reply["code"] == 22:  # the root has changed: nothing of this was done
            node.reply(request, {"type": "error", "code": 30, "text": "another transaction came in between"})
        else:
            node.reply(request, reply)

    body = {"type": "cas", "key": "root", "from": before, "to": after, "create_if_not_exists": True}
    node.rpc("lin-kv", body, swapped)


node.run()
