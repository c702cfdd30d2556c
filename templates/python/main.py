#!/usr/bin/env python3
"""Answers the workloads echo, unique-ids and broadcast. The broadcast is naive: it is yours to improve."""

from node import Node

node = Node()


@node.on("echo")
def echo(request):
    node.reply(request, {"type": "echo_ok", "echo": request["body"]["echo"]})


# An id of its own for each node, and a number that it uses once. A node that is killed counts from 0 again: a second exercise.
given = 0


@node.on("generate")
def generate(request):
    global given
    node.reply(request, {"type": "generate_ok", "id": f"{node.id}-{given}"})
    given += 1


values = set()
neighbours = []


@node.on("topology")
def topology(request):
    global neighbours
    neighbours = request["body"]["topology"][node.id]
    node.reply(request, {"type": "topology_ok"})


@node.on("broadcast")
def broadcast(request):
    """Comes from clients and from other nodes alike."""
    value = request["body"]["message"]
    node.reply(request, {"type": "broadcast_ok"})
    if value in values:
        return  # the value has been here: without this test it would go round for ever
    values.add(value)
    for neighbour in neighbours:
        if neighbour != request["src"]:
            spread(value, neighbour)


def spread(value, neighbour):
    """Sends a value to one neighbour. If a partition drops it, the value is lost there: find out what to do about that."""

    def answered(reply):
        if reply["type"] == "error":
            node.log(f"{neighbour} did not take {value}: {reply['text']}")

    node.rpc(neighbour, {"type": "broadcast", "message": value}, answered)


@node.on("read")
def read(request):
    node.reply(request, {"type": "read_ok", "messages": list(values)})


node.run()
