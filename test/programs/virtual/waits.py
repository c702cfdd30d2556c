#!/usr/bin/env python3
# Waits in ways that a program seldom uses, and reports what it saw.

import ctypes
import json
import os
import socket
import sys
import threading
import time

libc = ctypes.CDLL(None, use_errno=True)


class Timespec(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long)]


def until_wall(body):
    """clock_nanosleep until a time of the wall clock."""
    end = time.time() + body["seconds"]
    at = Timespec(int(end), int(end % 1 * 1e9))
    result = libc.clock_nanosleep(time.CLOCK_REALTIME, 1, ctypes.byref(at), None)
    return {"result": result, "late": time.time() - end}


def lock(body):
    """Two threads that take the same locks in different order, after the reply."""
    first, second = threading.Lock(), threading.Lock()
    both = threading.Barrier(3)

    def take(one, other):
        one.acquire()
        both.wait()
        other.acquire()

    for locks in [(first, second), (second, first)]:
        threading.Thread(target=take, args=locks, daemon=True).start()
    both.wait()
    return {"pid": os.getpid(), "then": first.acquire}


def bound(body):
    """A socket that others may address."""
    if "port" in body:
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.bind(("127.0.0.1", body["port"]))
    else:
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.bind("\0" + body["name"])
    made.listen()
    kept.append(made)
    return {}


def reach(body):
    """Talks to a socket; reports the error."""
    inet = "port" in body
    made = socket.socket(socket.AF_INET if inet else socket.AF_UNIX, socket.SOCK_DGRAM if body.get("udp") else socket.SOCK_STREAM)
    address = ("127.0.0.1", body["port"]) if inet else "\0" + body["name"]
    try:
        if body.get("udp"):
            made.sendto(b"x", address)
        else:
            made.connect(address)
    except OSError as error:
        return {"error": error.errno}
    return {"error": 0}


kept = []
HANDLERS = {"bound": bound, "reach": reach, "init": lambda body: {}, "until_wall": until_wall, "lock": lock}

for line in sys.stdin:
    message = json.loads(line)
    body = message["body"]
    result = HANDLERS[body["type"]](body)
    then = result.pop("then", lambda: None)
    reply = {"type": body["type"] + "_ok", "in_reply_to": body["msg_id"], **result}
    print(json.dumps({"src": message["dest"], "dest": message["src"], "body": reply}), flush=True)
    then()
