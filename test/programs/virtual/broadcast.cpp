// Broadcast with a thread that gossips each second, to its peers in an order from std::random_device.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <iterator>
#include <mutex>
#include <random>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

static std::mutex lock_;
static std::string node;
static std::vector<std::string> peers;
static std::set<int> values;

// What stands behind a name in a line of JSON; empty if it is not there.
static std::string behind(const std::string &line, const std::string &name) {
  std::smatch match;
  std::regex pattern("\"" + name + "\" *: *(\\[[^\\]]*\\]|\"[^\"]*\"|-?[0-9]+)");
  return std::regex_search(line, match, pattern) ? match[1].str() : "";
}

static std::vector<std::string> items(const std::string &text, const char *pattern) {
  std::regex item(pattern);
  return {std::sregex_token_iterator(text.begin(), text.end(), item), std::sregex_token_iterator()};
}

static std::string known() {
  std::ostringstream text;
  const char *comma = "";
  for (int value : values) {
    text << comma << value;
    comma = ",";
  }
  return "[" + text.str() + "]";
}

static void send(const std::string &dest, const std::string &body) {
  std::cout << "{\"src\":" << node << ",\"dest\":" << dest << ",\"body\":{" << body << "}}" << std::endl;
}

static void gossip() {
  std::random_device device;
  std::mt19937 random(device());
  for (;;) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    std::lock_guard<std::mutex> guard(lock_);
    std::shuffle(peers.begin(), peers.end(), random);
    for (const auto &peer : peers) send(peer, "\"type\":\"gossip\",\"values\":" + known());
  }
}

static void handle(const std::string &line) {
  std::lock_guard<std::mutex> guard(lock_);
  std::string type = behind(line, "type"), extra;
  type = type.substr(1, type.size() - 2);
  if (type == "init") {
    node = behind(line, "node_id");
    for (const auto &each : items(behind(line, "node_ids"), "\"[^\"]*\"")) {
      if (each != node) peers.push_back(each);
    }
    std::thread(gossip).detach();
  } else if (type == "broadcast") {
    values.insert(std::stoi(behind(line, "message")));
  } else if (type == "read") {
    extra = ",\"messages\":" + known();
  } else if (type == "gossip") {
    for (const auto &each : items(behind(line, "values"), "[0-9]+")) values.insert(std::stoi(each));
    return;
  }
  send(behind(line, "src"), "\"type\":\"" + type + "_ok\",\"in_reply_to\":" + behind(line, "msg_id") + extra);
}

int main() {
  for (std::string line; std::getline(std::cin, line);) handle(line);
}
