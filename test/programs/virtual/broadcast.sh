#!/bin/sh
# A wrapper, as users have them: the node is its child, on the streams of this shell.
"$@"
