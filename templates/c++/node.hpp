// Speaks Maelstrom's protocol: one JSON message a line, from standard input and to standard output.
//
// main.cpp says what the node does; nothing here knows a workload. One thread calls all handlers, callbacks and timers, one after
// the other, so they need no locks. Each must return soon: while one waits, nothing is read, not even the reply it waits for.

#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "json.hpp"

// Throw it in a handler to answer a request with an error reply. Codes 10, 11, 12, 14 and 20 to 30 are definite: the request took no
// effect, and never will. 0 and 13 leave that open.
struct RpcError : std::runtime_error {
  int code;
  RpcError(int code, const std::string& text) : std::runtime_error(text), code(code) {}
};

struct Message {
  std::string src;
  Json body;

  // A field of the body that the message must have.
  const Json& operator[](const std::string& name) const {
    if (const Json* value = body.find(name)) return *value;
    throw RpcError(12, "expected a field " + name);
  }
};

class Node {
 public:
  using Handler = std::function<void(const Message&)>;
  using Callback = std::function<void(const Json& reply)>;
  using Duration = std::chrono::milliseconds;

  // This node, and all nodes of the cluster, this one included; known once init has come.
  std::string id;
  std::vector<std::string> ids;

  // The handler gets each message whose body has this type.
  void on(const std::string& type, Handler handler) { handlers_[type] = std::move(handler); }

  // Sends a message that expects no reply. It may be lost, and nobody reports that.
  void send(const std::string& dest, Json::Object body) {
    const Json message = Json::Object{{"src", id}, {"dest", dest}, {"body", std::move(body)}};
    std::cout << message.write() << '\n' << std::flush;  // without the flush it would wait in a buffer
  }

  // Answers a request: the reply carries the msg_id of the request.
  void reply(const Message& request, Json::Object body) {
    body.emplace_back("in_reply_to", request["msg_id"]);
    send(request.src, std::move(body));
  }

  // Sends a request. The callback gets the body of the reply; after `timeout` without one it gets an error of code 0. It is called
  // once: a reply that comes later is ignored.
  void rpc(const std::string& dest, Json::Object body, Duration timeout, Callback callback) {
    const long number = ++last_number_;
    callbacks_[number] = std::move(callback);
    body.emplace_back("msg_id", number);
    send(dest, std::move(body));
    after(timeout, [this, number] {
      settle(number, Json::Object{{"type", "error"}, {"code", 0}, {"text", "timed out"}});
    });
  }

  // Calls an action once, after that time.
  void after(Duration wait, std::function<void()> action) {
    timers_.emplace(Clock::now() + wait, std::move(action));
  }

  // Standard error is the node's log; standard output is for messages only.
  void log(const std::string& text) { std::cerr << text << std::endl; }

  // Reads messages until standard input ends. The reader has a thread of its own, since a read cannot be given up when a timer is due.
  void run() {
    std::thread(&Node::read, this).detach();
    while (true) {
      if (!timers_.empty() && timers_.begin()->first <= Clock::now()) {
        const auto action = std::move(timers_.begin()->second);
        timers_.erase(timers_.begin());
        action();
        continue;
      }
      const std::optional<std::string> line = next_line();
      if (line) take(*line);
      else if (has_ended_) return;
    }
  }

 private:
  using Clock = std::chrono::steady_clock;

  void read() {
    std::string line;
    while (std::getline(std::cin, line)) put(line);
    put(std::nullopt);
  }

  void put(std::optional<std::string> line) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      lines_.push_back(std::move(line));
    }
    ready_.notify_one();
  }

  // Nothing if a timer is due, or the input has ended.
  std::optional<std::string> next_line() {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto is_there = [this] { return !lines_.empty(); };
    if (timers_.empty()) ready_.wait(lock, is_there);
    else if (!ready_.wait_until(lock, timers_.begin()->first, is_there)) return std::nullopt;
    std::optional<std::string> line = std::move(lines_.front());
    lines_.pop_front();
    has_ended_ = !line;
    return line;
  }

  void take(const std::string& line) {
    const Json envelope = Json::parse(line);
    const Message message{envelope.find("src")->string(), *envelope.find("body")};
    if (const Json* number = message.body.find("in_reply_to")) return settle(number->integer(), message.body);
    try {
      handle(message, message["type"].string());
    } catch (const RpcError& error) {  // other exceptions end the node, and Eddy shows what they say
      if (message.body.find("msg_id"))
        reply(message, {{"type", "error"}, {"code", error.code}, {"text", error.what()}});
    }
  }

  void handle(const Message& message, const std::string& type) {
    if (type == "init") {
      id = message["node_id"].string();
      for (const Json& each : message["node_ids"].array()) ids.push_back(each.string());
      reply(message, {{"type", "init_ok"}});
    } else if (handlers_.count(type)) {
      handlers_[type](message);
    } else {
      throw RpcError(10, "there is no handler for " + type);
    }
  }

  void settle(long number, const Json& reply) {
    const auto found = callbacks_.find(number);
    if (found == callbacks_.end()) return;
    const Callback callback = std::move(found->second);
    callbacks_.erase(found);
    callback(reply);
  }

  std::map<std::string, Handler> handlers_;
  std::map<long, Callback> callbacks_;  // by the msg_id of our request
  std::multimap<Clock::time_point, std::function<void()>> timers_;
  long last_number_ = 0;
  bool has_ended_ = false;
  std::mutex mutex_;  // guards lines_, which alone is shared with the reader
  std::condition_variable ready_;
  std::deque<std::optional<std::string>> lines_;
};
