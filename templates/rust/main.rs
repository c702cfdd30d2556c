//! Answers the workloads echo, unique-ids and broadcast. The broadcast is naive: it is yours to improve.

mod json;
mod node;

use json::Json;
use node::{Message, Node, Program, RpcError};
use std::time::Duration;

#[derive(Default)]
struct State {
    /// Ids given out. A node that is killed counts from 0 again: a second exercise.
    given: i64,
    /// In the order in which they came.
    values: Vec<Json>,
    neighbours: Vec<String>,
}

impl Program for State {
    fn handle(&mut self, node: &mut Node<State>, kind: &str, request: &Message) -> Result<(), RpcError> {
        match kind {
            "echo" => {
                let echo = request.field("echo")?.clone();
                node.reply(request, Json::object([("type", "echo_ok".into()), ("echo", echo)]));
            }
            "generate" => {
                // An id of its own for each node, and a number that it uses once.
                let id = format!("{}-{}", node.id, self.given);
                self.given += 1;
                node.reply(request, Json::object([("type", "generate_ok".into()), ("id", id.as_str().into())]));
            }
            "topology" => {
                let neighbours = request.field("topology")?.get(&node.id);
                self.neighbours = neighbours.map(Json::as_strings).unwrap_or_default();
                node.reply(request, Json::object([("type", "topology_ok".into())]));
            }
            "broadcast" => self.broadcast(node, request)?,
            "read" => {
                let messages = Json::Array(self.values.clone());
                node.reply(request, Json::object([("type", "read_ok".into()), ("messages", messages)]));
            }
            other => return Err(RpcError::unsupported(other)),
        }
        Ok(())
    }
}

impl State {
    /// Comes from clients and from other nodes alike.
    fn broadcast(&mut self, node: &mut Node<State>, request: &Message) -> Result<(), RpcError> {
        let value = request.field("message")?;
        node.reply(request, Json::object([("type", "broadcast_ok".into())]));
        if self.values.contains(value) {
            return Ok(()); // it has been here: without this test it would go round for ever
        }
        self.values.push(value.clone());
        for neighbour in self.neighbours.iter().filter(|neighbour| **neighbour != request.src) {
            spread(node, value.clone(), neighbour.clone());
        }
        Ok(())
    }
}

/// Sends a value to one neighbour. If a partition drops it, the value is lost there: find out what to do about that.
fn spread(node: &mut Node<State>, value: Json, neighbour: String) {
    let body = Json::object([("type", "broadcast".into()), ("message", value.clone())]);
    let wait = Duration::from_secs(1);
    node.rpc(&neighbour.clone(), body, wait, move |_state, _node, result| {
        if let Err(error) = result {
            eprintln!("{neighbour} did not take {value}: {}", error.text);
        }
    });
}

fn main() {
    node::run(State::default());
}
