# Speaks Maelstrom's protocol: one JSON message a line, from standard input and to standard output.
#
# main.rb says what the node does; nothing here knows a workload. Handlers, callbacks and timers are called one after the other,
# so they need no locks. Each must return soon: while one waits, nothing is read, not even the reply it waits for.

require 'json'

# Raise it in a handler to answer a request with an error reply. Codes 10, 11, 12, 14 and 20 to 30 are definite: the request
# took no effect, and never will. 0 and 13 leave that open.
class RpcError < StandardError
  attr_reader :code

  def initialize(code, text)
    super(text)
    @code = code
  end
end

class Node
  # This node, and all nodes of the cluster, this one included; known once `init` has come.
  attr_reader :id, :ids

  Timer = Struct.new(:at, :action)

  def initialize
    @handlers = {}
    @callbacks = {} # by the msg_id of our request
    @timers = [] # the earliest first
    @msg_id = 0
    @input = +''
    $stdout.sync = true # without it messages would wait in a buffer
    $stderr.sync = true
  end

  # The block gets each message whose body has this type.
  def on(type, &handler)
    @handlers[type] = handler
  end

  # Sends a message that expects no reply. It may be lost, and nobody reports that.
  def send_message(dest, body)
    $stdout.write("#{JSON.generate({ src: @id, dest: dest, body: body })}\n")
  end

  # Answers a request: the reply carries the msg_id of the request.
  def reply(request, body)
    send_message(request['src'], body.merge(in_reply_to: request['body']['msg_id']))
  end

  # Sends a request. The block gets the body of the reply; after `timeout` seconds without one it gets an error of code 0. It is
  # called once: a reply that comes later is ignored.
  def rpc(dest, body, timeout: 1.0, &callback)
    msg_id = (@msg_id += 1)
    @callbacks[msg_id] = callback
    send_message(dest, body.merge(msg_id: msg_id))
    after(timeout) { settle(msg_id, { 'type' => 'error', 'code' => 0, 'text' => 'timed out' }) }
  end

  # Calls the block once, that many seconds from now.
  def after(seconds, &action)
    timer = Timer.new(now + seconds, action)
    @timers.insert(@timers.bsearch_index { |other| other.at > timer.at } || @timers.size, timer)
  end

  # Standard error is the node's log; standard output is for messages only.
  def log(text)
    $stderr.puts(text)
  end

  # Reads messages until standard input ends.
  def run
    loop do
      @timers.shift.action.call while !@timers.empty? && @timers.first.at <= now
      wait = @timers.empty? ? nil : [@timers.first.at - now, 0].max
      next unless IO.select([$stdin], nil, nil, wait) # a timer is due

      @input << $stdin.readpartial(65_536)
      while (line = @input.slice!(/\A.*\n/))
        take(JSON.parse(line))
      end
    end
  rescue EOFError
    # Standard input has ended.
  end

  private

  def now
    Process.clock_gettime(Process::CLOCK_MONOTONIC)
  end

  def take(message)
    body = message['body']
    return settle(body['in_reply_to'], body) if body.key?('in_reply_to')

    handle(message, body)
  end

  def handle(message, body)
    if body['type'] == 'init'
      @id = body['node_id']
      @ids = body['node_ids']
      reply(message, { type: 'init_ok' })
    elsif @handlers.key?(body['type'])
      @handlers[body['type']].call(message)
    else
      raise RpcError.new(10, "there is no handler for #{body['type']}")
    end
  rescue RpcError => e # other exceptions end the node, and Eddy shows where they came from
    reply(message, { type: 'error', code: e.code, text: e.message }) if body.key?('msg_id')
  end

  def settle(msg_id, body)
    @callbacks.delete(msg_id)&.call(body)
  end
end
