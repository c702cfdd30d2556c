#!/usr/bin/env python3
"""Ids of three parts: the node, its life, and a count. The number of lives is kept in a file, which survives a kill."""

import os

from node import Node

node = Node()
given = 0
file = os.path.join(os.environ["EDDY_DATA_DIR"], "lives")


def begin_life():
    lives = 0
    if os.path.exists(file):
        with open(file) as f:
            lives = int(f.read())
    with open(file + ".new", "w") as f:
        f.write(str(lives + 1))
    os.replace(file + ".new", file)  # in one step: a kill leaves the old number or the new one
    return lives


life = begin_life()


@node.on("generate")
def generate(request):
    global given
    node.reply(request, {"type": "generate_ok", "id": f"{node.id}-{life}-{given}"})
    given += 1


node.run()
