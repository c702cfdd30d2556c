#!/usr/bin/env python3
from node import Node, RpcError

node = Node()
store = {}


@node.on("read")
def read(request):
    key = request["body"]["key"]
    if key not in store:
        raise RpcError(20, f"the key {key} does not exist")
    node.reply(request, {"type": "read_ok", "value": store[key]})


@node.on("write")
def write(request):
    store[request["body"]["key"]] = request["body"]["value"]
    node.reply(request, {"type": "write_ok"})


@node.on("cas")
def cas(request):
    body = request["body"]
    if body["key"] not in store:
        raise RpcError(20, f"the key {body['key']} does not exist")
    if store[body["key"]] != body["from"]:
        raise RpcError(22, f"expected {body['from']}, but it is {store[body['key']]}")
    store[body["key"]] = body["to"]
    node.reply(request, {"type": "cas_ok"})


node.run()
