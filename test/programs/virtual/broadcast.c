/* Broadcast in one thread: poll(2) with a timeout until the next second, and gossip then. */

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char node[32], peers[64][32];
static int count;
static char seen[100000];

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* What stands behind a name, without the colon. */
static char *behind(char *line, const char *name) {
  char quoted[64];
  snprintf(quoted, sizeof quoted, "\"%s\"", name);
  char *at = strstr(line, quoted);
  if (at == NULL) return NULL;
  at += strlen(quoted);
  return at + strspn(at, ": ");
}

static void text(char *line, const char *name, char *into) {
  char *at = behind(line, name);
  sscanf(at == NULL ? "\"\"" : at, "\"%31[^\"]", into);
}

static void print_values(void) {
  const char *comma = "";
  for (int i = 0; i < (int)sizeof seen; i++) {
    if (!seen[i]) continue;
    printf("%s%d", comma, i);
    comma = ",";
  }
}

static void gossip(void) {
  for (int i = 0; i < count; i++) {
    printf("{\"src\":\"%s\",\"dest\":\"%s\",\"body\":{\"type\":\"gossip\",\"values\":[", node, peers[i]);
    print_values();
    printf("]}}\n");
  }
  fflush(stdout);
}

static void handle(char *line) {
  char type[32] = "", src[32] = "";
  text(line, "type", type);
  text(line, "src", src);
  if (strcmp(type, "gossip") == 0) {
    char *at = behind(line, "values");
    for (at++; *at != ']' && *at != 0; at += *at == ',') seen[strtol(at, &at, 10) % sizeof seen] = 1;
    return;
  }
  if (strcmp(type, "init") == 0) {
    text(line, "node_id", node);
    char *at = behind(line, "node_ids");
    for (char *name = strtok(strdup(at), "[\", ]"); name != NULL && name[0] == 'n'; name = strtok(NULL, "[\", ]"))
      if (strcmp(name, node) != 0) snprintf(peers[count++], sizeof peers[0], "%s", name);
  }
  if (strcmp(type, "broadcast") == 0) seen[atol(behind(line, "message")) % sizeof seen] = 1;
  printf("{\"src\":\"%s\",\"dest\":\"%s\",\"body\":{\"type\":\"%s_ok\",\"in_reply_to\":%ld", node, src, type,
         atol(behind(line, "msg_id")));
  if (strcmp(type, "read") == 0) {
    printf(",\"messages\":[");
    print_values();
    printf("]");
  }
  printf("}}\n");
  fflush(stdout);
}

int main(void) {
  static char buffer[1 << 20];
  size_t length = 0;
  long long next = now() + 1000;
  for (;;) {
    struct pollfd input = {0, POLLIN, 0};
    long long left = next - now();
    if (left > 0 && poll(&input, 1, (int)left) > 0) {
      ssize_t got = read(0, buffer + length, sizeof buffer - 1 - length);
      if (got <= 0) return 0;
      length += (size_t)got;
      buffer[length] = 0;
      char *start = buffer, *end;
      while ((end = strchr(start, '\n')) != NULL) {
        *end = 0;
        handle(start);
        start = end + 1;
      }
      length -= (size_t)(start - buffer);
      memmove(buffer, start, length);
    }
    if (now() >= next) {
      gossip();
      next += 1000;
    }
  }
}
