import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Speaks Maelstrom's protocol: one JSON message a line, from standard input and to standard output.
 *
 * <p>Main.java says what the node does; nothing here knows a workload. One thread calls all handlers, callbacks and timers, one after
 * the other, so they need no locks. Each must return soon: while one waits, nothing is read, not even the reply it waits for.
 */
final class Node {
  /** A message, without its receiver. */
  record Message(String src, Map<String, Object> body) {
    /** A field of the body that the message must have. */
    Object field(String name) {
      if (body.containsKey(name)) return body.get(name);
      throw new RpcError(12, "expected a field " + name);
    }
  }

  /**
   * Throw it in a handler to answer a request with an error reply. Codes 10, 11, 12, 14 and 20 to 30 are definite: the request took no
   * effect, and never will. 0 and 13 leave that open.
   */
  static final class RpcError extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int code;

    RpcError(int code, String text) {
      super(text);
      this.code = code;
    }
  }

  private record Timer(long at, long number, Runnable action) {}

  /** What the reader puts behind the last line. */
  private static final String END = "(end)";

  /** This node, and all nodes of the cluster, this one included; known once `init` has come. */
  String id;
  List<String> ids = List.of();
  private final Map<String, Consumer<Message>> handlers = new HashMap<>();
  /** By the msg_id of our request. */
  private final Map<Long, Consumer<Map<String, Object>>> callbacks = new HashMap<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  private long lastNumber = 0;

  /** The handler gets each message whose body has this type. */
  void on(String type, Consumer<Message> handler) {
    handlers.put(type, handler);
  }

  /** Sends a message that expects no reply. It may be lost, and nobody reports that. */
  void send(String dest, Map<String, ?> body) {
    out.print(Json.write(Map.of("src", id, "dest", dest, "body", body)) + "\n");
    out.flush();
  }

  /** Answers a request: the reply carries the msg_id of the request. */
  void reply(Message request, Map<String, ?> body) {
    send(request.src, with(body, "in_reply_to", request.body.get("msg_id")));
  }

  /**
   * Sends a request. The callback gets the body of the reply; after `timeout` ms without one it gets an error of code 0. It is called
   * once: a reply that comes later is ignored.
   */
  void rpc(String dest, Map<String, ?> body, long timeout, Consumer<Map<String, Object>> callback) {
    long number = ++lastNumber;
    callbacks.put(number, callback);
    send(dest, with(body, "msg_id", number));
    after(timeout, () -> settle(number, Map.of("type", "error", "code", 0, "text", "timed out")));
  }

  /** Calls an action once, that many milliseconds from now. */
  void after(long milliseconds, Runnable action) {
    timers.add(new Timer(System.nanoTime() + milliseconds * 1_000_000, ++lastNumber, action));
  }

  /** Standard error is the node's log; standard output is for messages only. */
  void log(String text) {
    System.err.println(text);
  }

  /** Reads messages until standard input ends. */
  void run() throws InterruptedException {
    Thread reader = new Thread(this::read);
    reader.setDaemon(true);
    reader.start();
    while (true) {
      long wait = timers.isEmpty() ? Long.MAX_VALUE : timers.peek().at() - System.nanoTime();
      if (wait <= 0) {
        timers.remove().action().run();
        continue;
      }
      String line = lines.poll(wait, TimeUnit.NANOSECONDS);
      if (END.equals(line)) return;
      if (line != null) take(line); // otherwise a timer is due
    }
  }

  /** The reader has a thread of its own, since a read cannot be given up when a timer is due. */
  private void read() {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) lines.add(line);
    } catch (IOException e) {
      log(e.toString());
    }
    lines.add(END);
  }

  @SuppressWarnings("unchecked") // what a message looks like is known by the protocol
  private void take(String line) {
    Map<String, Object> envelope = (Map<String, Object>) Json.parse(line);
    Message message = new Message((String) envelope.get("src"), (Map<String, Object>) envelope.get("body"));
    if (message.body.get("in_reply_to") instanceof Number number) {
      settle(number.longValue(), message.body);
      return;
    }
    try {
      handle(message, (String) message.field("type"));
    } catch (RpcError e) { // other exceptions end the node, and Eddy shows their stack trace
      if (message.body.containsKey("msg_id"))
        reply(message, Map.of("type", "error", "code", e.code, "text", e.getMessage()));
    }
  }

  @SuppressWarnings("unchecked")
  private void handle(Message message, String type) {
    if (type.equals("init")) {
      id = (String) message.field("node_id");
      ids = (List<String>) message.field("node_ids");
      reply(message, Map.of("type", "init_ok"));
    } else if (handlers.containsKey(type)) {
      handlers.get(type).accept(message);
    } else {
      throw new RpcError(10, "there is no handler for " + type);
    }
  }

  private void settle(long number, Map<String, Object> body) {
    Consumer<Map<String, Object>> callback = callbacks.remove(number);
    if (callback != null) callback.accept(body);
  }

  private static Map<String, Object> with(Map<String, ?> body, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(body);
    more.put(name, value);
    return more;
  }
}
