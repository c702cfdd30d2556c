// Answers the workloads echo, unique-ids and broadcast. The broadcast is naive: it is yours to improve.

#include <algorithm>
#include <string>
#include <vector>

#include "node.hpp"

namespace {

Node node;
long given = 0;
Json::Array values;  // in the order in which they came
std::vector<std::string> neighbours;

void echo(const Message& request) { node.reply(request, {{"type", "echo_ok"}, {"echo", request["echo"]}}); }

// An id of its own for each node, and a number that it uses once. A node that is killed counts from 0 again: a second exercise.
void generate(const Message& request) {
  node.reply(request, {{"type", "generate_ok"}, {"id", node.id + "-" + std::to_string(given)}});
  given++;
}

void topology(const Message& request) {
  neighbours.clear();
  if (const Json* ours = request["topology"].find(node.id))
    for (const Json& each : ours->array()) neighbours.push_back(each.string());
  node.reply(request, {{"type", "topology_ok"}});
}

// Sends a value to one neighbour. If a partition drops it, the value is lost there: find out what to do about that.
void spread(const Json& value, const std::string& neighbour) {
  node.rpc(neighbour, {{"type", "broadcast"}, {"message", value}}, std::chrono::seconds(1),
           [value, neighbour](const Json& reply) {
             if (reply.find("type")->string() == "error")
               node.log(neighbour + " did not take " + value.write() + ": " + reply.find("text")->string());
           });
}

// Comes from clients and from other nodes alike.
void broadcast(const Message& request) {
  const Json& value = request["message"];
  node.reply(request, {{"type", "broadcast_ok"}});
  // If it has been here, that is all: otherwise it would go round for ever.
  if (std::find(values.begin(), values.end(), value) != values.end()) return;
  values.push_back(value);
  for (const std::string& neighbour : neighbours)
    if (neighbour != request.src) spread(value, neighbour);
}

void read(const Message& request) { node.reply(request, {{"type", "read_ok"}, {"messages", values}}); }

}  // namespace

int main() {
  node.on("echo", echo);
  node.on("generate", generate);
  node.on("topology", topology);
  node.on("broadcast", broadcast);
  node.on("read", read);
  node.run();
}
