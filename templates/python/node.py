"""Speaks Maelstrom's protocol: one JSON message a line, from standard input and to standard output.

main.py says what the node does; nothing here knows a workload. One thread calls all handlers, callbacks and timers, one after
the other, so they need no locks. Each must return soon: while one waits, nothing is read, not even the reply it waits for.
"""

import heapq
import itertools
import json
import queue
import sys
import threading
import time


class RpcError(Exception):
    """Raise it in a handler to answer a request with an error reply.

    Codes 10, 11, 12, 14 and 20 to 30 are definite: the request took no effect, and never will. 0 and 13 leave that open.
    """

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Node:
    def __init__(self):
        self.id = None  # ours, once `init` has come
        self.ids = []  # all nodes of the cluster, this one included
        self._handlers = {}
        self._callbacks = {}  # by the msg_id of our request
        self._timers = []  # a heap of (time, number, action)
        self._numbers = itertools.count(1)
        self._lines = queue.Queue()

    def on(self, kind):
        """Decorates a function of a message: it gets each message whose body has this type."""

        def register(handler):
            self._handlers[kind] = handler
            return handler

        return register

    def send(self, dest, body):
        """Sends a message that expects no reply. It may be lost, and nobody reports that."""
        line = json.dumps({"src": self.id, "dest": dest, "body": body})
        print(line, flush=True)  # without the flush it would wait in a buffer

    def reply(self, request, body):
        """Answers a request: the reply carries the msg_id of the request."""
        self.send(request["src"], {**body, "in_reply_to": request["body"]["msg_id"]})

    def rpc(self, dest, body, callback, timeout=1.0):
        """Sends a request. `callback` gets the body of the reply; after `timeout` seconds without one it gets an error
        of code 0. It is called once: a reply that comes later is ignored."""
        number = next(self._numbers)
        self._callbacks[number] = callback
        self.send(dest, {**body, "msg_id": number})
        self.after(timeout, lambda: self._settle(number, {"type": "error", "code": 0, "text": "timed out"}))

    def after(self, seconds, action):
        """Calls `action` once, that many seconds from now."""
        heapq.heappush(self._timers, (time.monotonic() + seconds, next(self._numbers), action))

    def log(self, text):
        """Standard error is the node's log; standard output is for messages only."""
        print(text, file=sys.stderr, flush=True)

    def run(self):
        """Reads messages until standard input ends."""
        threading.Thread(target=self._read, daemon=True).start()
        while True:
            wait = self._timers[0][0] - time.monotonic() if self._timers else None
            if wait is not None and wait <= 0:
                heapq.heappop(self._timers)[2]()
                continue
            try:
                line = self._lines.get(timeout=wait)
            except queue.Empty:
                continue  # a timer is due
            if line is None:
                return
            self._take(json.loads(line))

    def _read(self):
        """The reader has a thread of its own, since a read cannot be given up when a timer is due."""
        for line in sys.stdin:
            self._lines.put(line)
        self._lines.put(None)

    def _take(self, message):
        body = message["body"]
        if "in_reply_to" in body:
            self._settle(body["in_reply_to"], body)
            return
        try:
            if body["type"] == "init":
                self.id, self.ids = body["node_id"], body["node_ids"]
                self.reply(message, {"type": "init_ok"})
            elif body["type"] in self._handlers:
                self._handlers[body["type"]](message)
            else:
                raise RpcError(10, f"there is no handler for {body['type']}")
        except RpcError as error:
            if "msg_id" in body:  # other exceptions end the node, and Eddy shows their traceback
                self.reply(message, {"type": "error", "code": error.code, "text": str(error)})

    def _settle(self, number, body):
        callback = self._callbacks.pop(number, None)
        if callback is not None:
            callback(body)
