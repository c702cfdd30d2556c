#!/usr/bin/env python3
"""Broadcast with a thread that gossips each second: reads its input in one thread and sleeps in another."""

import json
import random
import sys
import threading
import time

lock = threading.Lock()
node_id = None
peers = []
values = set()


def send(dest, body):
    with lock:
        print(json.dumps({"src": node_id, "dest": dest, "body": body}), flush=True)


def gossip():
    while True:
        time.sleep(1)
        with lock:
            known = sorted(values)
        for peer in random.sample(peers, len(peers)):
            send(peer, {"type": "gossip", "values": known})


for line in sys.stdin:
    message = json.loads(line)
    body = message["body"]
    if body["type"] == "gossip":
        with lock:
            values.update(body["values"])
        continue
    reply = {"type": body["type"] + "_ok", "in_reply_to": body["msg_id"]}
    if body["type"] == "init":
        node_id = body["node_id"]
        peers = [peer for peer in body["node_ids"] if peer != node_id]
        threading.Thread(target=gossip, daemon=True).start()
    elif body["type"] == "broadcast":
        with lock:
            values.add(body["message"])
    elif body["type"] == "read":
        with lock:
            reply["messages"] = sorted(values)
    send(message["src"], reply)
