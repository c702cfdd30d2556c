#!/bin/sh
# A node that ignores signals and the end of its input, and has a child that does so too. It tells their process ids on
# its log. With `leave` it ends when it has answered init, and leaves its child behind.
trap '' INT TERM HUP
read -r line
id=$(expr "$line" : '.*"node_id":"\([^"]*\)"')
client=$(expr "$line" : '.*"src":"\([^"]*\)"')
sleep 600 &
echo "pids $$ $!" >&2
echo "{\"src\":\"$id\",\"dest\":\"$client\",\"body\":{\"type\":\"init_ok\",\"in_reply_to\":1}}"
[ "$1" = leave ] && exit 5
while :; do sleep 1; done
