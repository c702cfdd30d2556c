#!/usr/bin/env python3
"""Broadcast in two processes: the second prints what the first knows each second, and is sent that through a pipe."""

import json
import os
import random
import select
import signal
import sys
import time

node, peers, values = None, [], set()


def send(dest, body):
    line = json.dumps({"src": node, "dest": dest, "body": body}) + "\n"
    os.write(1, line.encode())


def gossip(pipe):
    known, rest, deadline = [], b"", time.monotonic() + 1
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0, deadline - time.monotonic()))
        if ready:
            chunk = os.read(pipe, 65536)
            if not chunk:
                return
            *lines, rest = (rest + chunk).split(b"\n")
            if lines:
                known = json.loads(lines[-1])
        elif peers:
            deadline += 1
            send(random.choice(peers), {"type": "gossip", "values": known})


def main():
    global node, peers
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    child = None
    for line in sys.stdin:
        message = json.loads(line)
        body = message["body"]
        reply = {"type": body["type"] + "_ok", "in_reply_to": body.get("msg_id")}
        if body["type"] == "init":
            node = body["node_id"]
            peers = [each for each in body["node_ids"] if each != node]
            reader, child = os.pipe()
            if os.fork() == 0:
                os.close(child)
                gossip(reader)
                os._exit(0)
            os.close(reader)
        elif body["type"] == "broadcast":
            values.add(body["message"])
        elif body["type"] == "read":
            reply["messages"] = sorted(values)
        elif body["type"] == "gossip":
            values.update(body["values"])
        os.write(child, (json.dumps(sorted(values)) + "\n").encode())
        if body["type"] != "gossip":
            send(message["src"], reply)


main()
