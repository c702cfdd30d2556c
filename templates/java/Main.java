import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers the workloads echo, unique-ids and broadcast. The broadcast is naive: it is yours to improve. */
final class Main {
  private final Node node = new Node();
  private long given = 0;
  private final Set<Object> values = new LinkedHashSet<>();
  private List<String> neighbours = List.of();

  public static void main(String[] args) throws InterruptedException {
    new Main().run();
  }

  private void run() throws InterruptedException {
    node.on("echo", request -> node.reply(request, Map.of("type", "echo_ok", "echo", request.field("echo"))));
    node.on("generate", this::generate);
    node.on("topology", this::topology);
    node.on("broadcast", this::broadcast);
    node.on("read", request -> node.reply(request, Map.of("type", "read_ok", "messages", values)));
    node.run();
  }

  /** An id of its own for each node, and a number that it uses once. A node that is killed counts from 0 again: a second exercise. */
  private void generate(Node.Message request) {
    node.reply(request, Map.of("type", "generate_ok", "id", node.id + "-" + given));
    given++;
  }

  @SuppressWarnings("unchecked") // what a topology looks like is known by the workload
  private void topology(Node.Message request) {
    neighbours = ((Map<String, List<String>>) request.field("topology")).get(node.id);
    node.reply(request, Map.of("type", "topology_ok"));
  }

  /** Comes from clients and from other nodes alike. */
  private void broadcast(Node.Message request) {
    Object value = request.field("message");
    node.reply(request, Map.of("type", "broadcast_ok"));
    if (!values.add(value)) return; // it has been here: without this test it would go round for ever
    for (String neighbour : neighbours) {
      if (!neighbour.equals(request.src())) spread(value, neighbour);
    }
  }

  /** Sends a value to one neighbour. If a partition drops it, the value is lost there: find out what to do about that. */
  private void spread(Object value, String neighbour) {
    Map<String, Object> body = Map.of("type", "broadcast", "message", value);
    node.rpc(neighbour, body, 1000, reply -> {
      if (reply.get("type").equals("error"))
        node.log(neighbour + " did not take " + value + ": " + reply.get("text"));
    });
  }
}
