#!/usr/bin/env python3
"""Broadcast on asyncio: input through the event loop, a task that gossips each second."""

import asyncio
import json
import sys

node_id = None
peers = []
values = set()


def send(dest, body):
    print(json.dumps({"src": node_id, "dest": dest, "body": body}), flush=True)


async def gossip():
    while True:
        await asyncio.sleep(1)
        for peer in peers:
            send(peer, {"type": "gossip", "values": sorted(values)})


async def main():
    global node_id, peers
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    tasks = []
    while line := await reader.readline():
        message = json.loads(line)
        body = message["body"]
        if body["type"] == "gossip":
            values.update(body["values"])
            continue
        reply = {"type": body["type"] + "_ok", "in_reply_to": body["msg_id"]}
        if body["type"] == "init":
            node_id = body["node_id"]
            peers = [peer for peer in body["node_ids"] if peer != node_id]
            tasks.append(asyncio.create_task(gossip()))
        elif body["type"] == "broadcast":
            values.add(body["message"])
        elif body["type"] == "read":
            reply["messages"] = sorted(values)
        send(message["src"], reply)


asyncio.run(main())
