#!/usr/bin/env ruby
# Answers the workloads echo, unique-ids and broadcast. The broadcast is naive: it is yours to improve.

require 'set'
require_relative 'node'

node = Node.new

node.on('echo') do |request|
  node.reply(request, { type: 'echo_ok', echo: request['body']['echo'] })
end

# An id of its own for each node, and a number that it uses once. A node that is killed counts from 0 again: a second exercise.
given = 0

node.on('generate') do |request|
  node.reply(request, { type: 'generate_ok', id: "#{node.id}-#{given}" })
  given += 1
end

values = Set.new
neighbours = []

node.on('topology') do |request|
  neighbours = request['body']['topology'][node.id]
  node.reply(request, { type: 'topology_ok' })
end

# Sends a value to one neighbour. If a partition drops it, the value is lost there: find out what to do about that.
spread = lambda do |value, neighbour|
  node.rpc(neighbour, { type: 'broadcast', message: value }) do |reply|
    node.log("#{neighbour} did not take #{value}: #{reply['text']}") if reply['type'] == 'error'
  end
end

# Comes from clients and from other nodes alike.
node.on('broadcast') do |request|
  value = request['body']['message']
  node.reply(request, { type: 'broadcast_ok' })
  next unless values.add?(value) # the value has been here: without this test it would go round for ever

  (neighbours - [request['src']]).each { |neighbour| spread.call(value, neighbour) }
end

node.on('read') do |request|
  node.reply(request, { type: 'read_ok', messages: values.to_a })
end

node.run
