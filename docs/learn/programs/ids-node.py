#!/usr/bin/env python3
from node import Node

node = Node()
given = 0


@node.on("generate")
def generate(request):
    global given
    node.reply(request, {"type": "generate_ok", "id": f"{node.id}-{given}"})
    given += 1


node.run()
