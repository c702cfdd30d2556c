//! Broadcast on the standard library alone: a thread that reads and one that gossips each second.

use std::collections::HashSet;
use std::io::{self, BufRead, Write};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What stands behind a name in a line of JSON, up to the end of the line.
fn behind<'a>(line: &'a str, name: &str) -> &'a str {
    let start = line.find(&format!("\"{}\"", name)).map_or(line.len(), |i| i + name.len() + 2);
    line[start..].trim_start_matches([':', ' '])
}

fn text(line: &str, name: &str) -> String {
    behind(line, name).trim_start_matches('"').split('"').next().unwrap_or("").to_string()
}

fn number(line: &str, name: &str) -> i64 {
    let rest = behind(line, name);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().unwrap_or(0)
}

fn send(node: &str, dest: &str, body: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "{{\"src\":\"{node}\",\"dest\":\"{dest}\",\"body\":{{{body}}}}}").unwrap();
    out.flush().unwrap();
}

/// In the order of a hash with a random key.
fn list(values: &Mutex<HashSet<i64>>) -> String {
    let known: Vec<String> = values.lock().unwrap().iter().map(|v| v.to_string()).collect();
    known.join(",")
}

fn main() {
    let values = Arc::new(Mutex::new(HashSet::new()));
    let mut node = String::new();
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        let kind = text(&line, "type");
        let mut reply = format!("\"type\":\"{}_ok\",\"in_reply_to\":{}", kind, number(&line, "msg_id"));
        match kind.as_str() {
            "init" => {
                node = text(&line, "node_id");
                let names = behind(&line, "node_ids").split(']').next().unwrap_or("").to_string();
                let peers: Vec<String> = names
                    .split('"')
                    .filter(|each| each.starts_with('n') && *each != node)
                    .map(|each| each.to_string())
                    .collect();
                let (mine, known) = (node.clone(), values.clone());
                thread::spawn(move || loop {
                    thread::sleep(Duration::from_secs(1));
                    for peer in &peers {
                        send(&mine, peer, &format!("\"type\":\"gossip\",\"values\":[{}]", list(&known)));
                    }
                });
            }
            "broadcast" => {
                values.lock().unwrap().insert(number(&line, "message"));
            }
            "read" => reply += &format!(",\"messages\":[{}]", list(&values)),
            "gossip" => {
                let known = behind(&line, "values").trim_start_matches('[').split(']').next().unwrap_or("").to_string();
                values.lock().unwrap().extend(known.split(',').filter_map(|each| each.trim().parse::<i64>().ok()));
                continue;
            }
            _ => {}
        }
        send(&node, &text(&line, "src"), &reply);
    }
}
