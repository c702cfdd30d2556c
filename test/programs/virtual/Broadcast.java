import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Broadcast on two pools of threads: one for messages, one that gossips each second. */
public class Broadcast {
  static String node;
  static final List<String> peers = new ArrayList<>();
  static final Set<Integer> values = ConcurrentHashMap.newKeySet();

  static synchronized void send(String dest, String body) {
    System.out.println("{\"src\":\"" + node + "\",\"dest\":\"" + dest + "\",\"body\":{" + body + "}}");
  }

  static String find(String line, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(line);
    return matcher.find() ? matcher.group(1) : null;
  }

  static void gossip() {
    List<String> order = new ArrayList<>(peers);
    Collections.shuffle(order);
    for (String peer : order) send(peer, "\"type\":\"gossip\",\"values\":" + new TreeSet<>(values));
  }

  static void handle(String line) {
    String type = find(line, "\"type\":\\s*\"(\\w+)\"");
    String src = find(line, "\"src\":\\s*\"(\\w+)\"");
    String reply = "\"type\":\"" + type + "_ok\",\"in_reply_to\":" + find(line, "\"msg_id\":\\s*(\\d+)");
    switch (type) {
      case "init":
        node = find(line, "\"node_id\":\\s*\"(\\w+)\"");
        Matcher names = Pattern.compile("\"(n\\d+)\"").matcher(line.substring(line.indexOf("node_ids")));
        while (names.find()) if (!names.group(1).equals(node)) peers.add(names.group(1));
        Executors.newScheduledThreadPool(1).scheduleAtFixedRate(Broadcast::gossip, 1, 1, TimeUnit.SECONDS);
        break;
      case "broadcast":
        values.add(Integer.parseInt(find(line, "\"message\":\\s*(\\d+)")));
        break;
      case "read":
        reply += ",\"messages\":" + new TreeSet<>(values);
        break;
      case "gossip":
        for (String each : find(line, "\"values\":\\s*\\[([^\\]]*)\\]").split(",")) {
          if (!each.isBlank()) values.add(Integer.parseInt(each.trim()));
        }
        return;
    }
    send(src, reply);
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(20);
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String message = line;
      if (line.contains("\"init\"")) handle(line);
      else pool.submit(() -> handle(message));
    }
  }
}
