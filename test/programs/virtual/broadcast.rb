#!/usr/bin/env ruby
# Broadcast with a thread that gossips each second.

require 'json'
require 'set'

$stdout.sync = true
$lock = Mutex.new
$node = nil
$peers = []
$values = Set.new

def send_message(dest, body)
  $lock.synchronize { puts({ src: $node, dest: dest, body: body }.to_json) }
end

def gossip
  loop do
    sleep 1
    known = $lock.synchronize { $values.to_a }
    $peers.shuffle.each { |peer| send_message(peer, { type: 'gossip', values: known }) }
  end
end

while (line = $stdin.gets)
  message = JSON.parse(line)
  body = message['body']
  if body['type'] == 'gossip'
    $lock.synchronize { $values.merge(body['values']) }
    next
  end
  reply = { type: "#{body['type']}_ok", in_reply_to: body['msg_id'] }
  case body['type']
  when 'init'
    $node = body['node_id']
    $peers = body['node_ids'] - [$node]
    Thread.new { gossip }
  when 'broadcast'
    $lock.synchronize { $values.add(body['message']) }
  when 'read'
    reply[:messages] = $lock.synchronize { $values.to_a.sort }
  end
  send_message(message['src'], reply)
end
