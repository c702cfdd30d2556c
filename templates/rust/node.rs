//! Speaks Maelstrom's protocol: one JSON message a line, from standard input and to standard output.
//!
//! main.rs says what the node does; nothing here knows a workload. One thread calls the program, its callbacks and timers, one after
//! the other, so they need no locks. Each must return soon: while one waits, nothing is read, not even the reply it waits for.

use crate::json::Json;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::sync::mpsc::{channel, RecvTimeoutError};
use std::time::{Duration, Instant};

pub struct Message {
    pub src: String,
    pub body: Json,
}

impl Message {
    /// A field of the body that the message must have.
    pub fn field(&self, name: &str) -> Result<&Json, RpcError> {
        self.body.get(name).ok_or_else(|| RpcError::new(12, format!("expected a field {name:?}")))
    }
}

/// An error reply. Codes 10, 11, 12, 14 and 20 to 30 are definite: the request took no effect, and never will. 0 and 13 leave that
/// open.
#[derive(Debug)]
pub struct RpcError {
    pub code: i64,
    pub text: String,
}

impl RpcError {
    pub fn new(code: i64, text: impl Into<String>) -> RpcError {
        RpcError { code, text: text.into() }
    }

    /// For a request of a type that the program does not know.
    pub fn unsupported(kind: &str) -> RpcError {
        RpcError::new(10, format!("there is no handler for {kind}"))
    }
}

/// What a node does.
pub trait Program: Sized {
    /// Called for each message but `init` and replies. An error that it returns becomes an error reply.
    fn handle(&mut self, node: &mut Node<Self>, kind: &str, message: &Message) -> Result<(), RpcError>;
}

type Action<P> = Box<dyn FnOnce(&mut P, &mut Node<P>)>;
type Callback<P> = Box<dyn FnOnce(&mut P, &mut Node<P>, Result<Json, RpcError>)>;

pub struct Node<P> {
    /// This node, and all nodes of the cluster, this one included; known once `init` has come.
    pub id: String,
    pub ids: Vec<String>,
    /// By the msg_id of our request.
    callbacks: HashMap<i64, Callback<P>>,
    /// By time, and by number where two are due at the same time.
    timers: BTreeMap<(Instant, i64), Action<P>>,
    last_number: i64,
}

impl<P: Program + 'static> Node<P> {
    /// Sends a message that expects no reply. It may be lost, and nobody reports that.
    pub fn send(&self, dest: &str, body: Json) {
        let message = Json::object([("src", self.id.as_str().into()), ("dest", dest.into()), ("body", body)]);
        // Locked, written and flushed as a whole.
        let mut out = std::io::stdout().lock();
        writeln!(out, "{message}").and_then(|()| out.flush()).expect("standard output is open");
    }

    /// Answers a request: the reply carries the msg_id of the request.
    pub fn reply(&self, request: &Message, body: Json) {
        let id = request.body.get("msg_id").cloned().unwrap_or(Json::Null);
        self.send(&request.src, with(body, "in_reply_to", id));
    }

    /// Sends a request. The callback gets the body of the reply, or an error: that of the reply, or code 0 after `timeout` without
    /// one. It is called once: a reply that comes later is ignored.
    pub fn rpc<F>(&mut self, dest: &str, body: Json, timeout: Duration, callback: F)
    where
        F: FnOnce(&mut P, &mut Node<P>, Result<Json, RpcError>) + 'static,
    {
        let id = self.next_number();
        self.callbacks.insert(id, Box::new(callback));
        self.send(dest, with(body, "msg_id", id.into()));
        self.after(timeout, move |program, node| node.settle(program, id, Err(RpcError::new(0, "timed out"))));
    }

    /// Calls an action once, after that time.
    pub fn after(&mut self, wait: Duration, action: impl FnOnce(&mut P, &mut Node<P>) + 'static) {
        let number = self.next_number();
        self.timers.insert((Instant::now() + wait, number), Box::new(action));
    }

    fn next_number(&mut self) -> i64 {
        self.last_number += 1;
        self.last_number
    }

    fn settle(&mut self, program: &mut P, id: i64, result: Result<Json, RpcError>) {
        if let Some(callback) = self.callbacks.remove(&id) {
            callback(program, self, result);
        }
    }

    fn take(&mut self, program: &mut P, line: &str) {
        let envelope = Json::parse(line).expect("a message is JSON");
        let message =
            Message { src: text_of(&envelope, "src").to_string(), body: envelope.get("body").cloned().unwrap_or(Json::Null) };
        let kind = text_of(&message.body, "type");
        if let Some(id) = message.body.get("in_reply_to").and_then(Json::as_i64) {
            let result = if kind == "error" { Err(error_in(&message.body)) } else { Ok(message.body) };
            self.settle(program, id, result);
            return;
        }
        let handled = if kind == "init" { self.init(&message) } else { program.handle(self, kind, &message) };
        if let (Err(RpcError { code, text }), Some(_)) = (handled, message.body.get("msg_id")) {
            let body = [("type", "error".into()), ("code", code.into()), ("text", text.as_str().into())];
            self.reply(&message, Json::object(body));
        }
    }

    fn init(&mut self, message: &Message) -> Result<(), RpcError> {
        self.id = text_of(&message.body, "node_id").to_string();
        self.ids = message.field("node_ids")?.as_strings();
        self.reply(message, Json::object([("type", "init_ok".into())]));
        Ok(())
    }
}

/// Reads messages until standard input ends. The reader has a thread of its own, since a read cannot be given up when a timer is due.
pub fn run<P: Program + 'static>(mut program: P) {
    let mut node =
        Node { id: String::new(), ids: Vec::new(), callbacks: HashMap::new(), timers: BTreeMap::new(), last_number: 0 };
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    loop {
        let first = node.timers.keys().next().copied();
        let wait = first.map_or(Duration::from_secs(3600), |(at, _)| at.saturating_duration_since(Instant::now()));
        if wait.is_zero() {
            if let Some(action) = first.and_then(|key| node.timers.remove(&key)) {
                action(&mut program, &mut node);
            }
            continue;
        }
        match lines.recv_timeout(wait) {
            Ok(line) => node.take(&mut program, &line),
            Err(RecvTimeoutError::Timeout) => {} // a timer is due
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn text_of<'a>(body: &'a Json, name: &str) -> &'a str {
    body.get(name).and_then(Json::as_str).unwrap_or_default()
}

fn with(mut body: Json, name: &str, value: Json) -> Json {
    if let Json::Object(fields) = &mut body {
        fields.push((name.to_string(), value));
    }
    body
}

fn error_in(body: &Json) -> RpcError {
    RpcError::new(body.get("code").and_then(Json::as_i64).unwrap_or(13), text_of(body, "text"))
}
