/* Makes the system call that a request names, in the way that few programs use, and reports what came of it. */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/sysinfo.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char said[4096];

#define SAY(...) snprintf(said + strlen(said), sizeof said - strlen(said), __VA_ARGS__)

static long long now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static struct timespec in_ms(clockid_t clock, long ms) {
  struct timespec t;
  clock_gettime(clock, &t);
  t.tv_sec += ms / 1000;
  t.tv_nsec += ms % 1000 * 1000000;
  if (t.tv_nsec >= 1000000000) {
    t.tv_sec++;
    t.tv_nsec -= 1000000000;
  }
  return t;
}

static void sleep_ms(long ms) {
  struct timespec t = {ms / 1000, ms % 1000 * 1000000};
  nanosleep(&t, NULL);
}

/* ids */

static void *own_id(void *into) {
  *(long *)into = syscall(SYS_gettid);
  return NULL;
}

static void ids(void) {
  long thread = 0;
  pthread_t t;
  pthread_create(&t, NULL, own_id, &thread);
  pthread_join(t, NULL);
  SAY("\"pid\":%d,\"tid\":%ld,\"thread\":%ld,\"parent\":%d,\"group\":%d,\"session\":%d", getpid(), syscall(SYS_gettid), thread,
      getppid(), getpgrp(), getsid(0));
}

static void children(void) {
  int pipes[2], status = 0;
  if (pipe(pipes) != 0) return;
  pid_t child = fork();
  if (child == 0) {
    pid_t own[2] = {getpid(), getppid()};
    if (write(pipes[1], own, sizeof own) < 0) _exit(1);
    sleep_ms(500);
    _exit(7);
  }
  pid_t own[2] = {0, 0};
  if (read(pipes[0], own, sizeof own) < 0) return;
  struct rusage usage;
  pid_t early = wait4(child, &status, WNOHANG, NULL);
  long long from = now_ms();
  pid_t ended = wait4(child, &status, 0, &usage);
  pid_t second = fork();
  if (second == 0) _exit(8);
  siginfo_t info;
  memset(&info, 0, sizeof info);
  int waited = waitid(P_PID, second, &info, WEXITED);
  pid_t spawned = vfork();
  if (spawned == 0) _exit(0);
  pid_t any = wait(NULL);
  int foreign = kill(4000000, 0) == 0 ? 0 : errno;
  int gone = kill(child, 0) == 0 ? 0 : errno;
  SAY("\"same\":[%d,%d,%d,%d,%d],\"early\":%d,\"status\":%d,\"took\":%lld,\"waited\":%d,\"second\":%d,\"foreign\":%d,"
      "\"gone\":%d,\"none\":%d,\"child\":%d",
      own[0] == child, own[1] == getpid(), ended == child, info.si_pid == second, any == spawned, early, WEXITSTATUS(status),
      now_ms() - from, waited, info.si_status, foreign, gone, wait(NULL) == -1 ? errno : 0, child);
}

static volatile sig_atomic_t heard;
static void hear(int number) { heard = number; }

static void *waits_to_be_told(void *told) {
  while (!heard) sleep_ms(10);
  *(int *)told = heard;
  return NULL;
}

static void thread_kill(void) {
  int told = 0;
  heard = 0;
  signal(SIGUSR1, hear);
  pthread_t t;
  pthread_create(&t, NULL, waits_to_be_told, &told);
  sleep_ms(50);
  int result = pthread_kill(t, SIGUSR1);
  pthread_join(t, NULL);
  int own = raise(SIGUSR1);
  SAY("\"result\":%d,\"told\":%d,\"own\":%d", result, told == SIGUSR1, own);
}

/* what is used, and the machine */

static void usage(void) {
  struct rusage usage;
  struct sysinfo info;
  struct tms used;
  struct timespec resolution = {9, 9}, raw = {9, 9};
  getrusage(RUSAGE_SELF, &usage);
  sysinfo(&info);
  clock_getres(CLOCK_MONOTONIC, &resolution);
  syscall(SYS_clock_getres, CLOCK_REALTIME_COARSE, &raw);
  SAY("\"user\":%ld,\"system\":%ld,\"faults\":%ld,\"rss\":%ld,\"uptime\":%ld,\"load\":%lu,\"processes\":%d,\"free\":%d,"
      "\"times\":%ld,\"resolution\":[%ld,%ld,%ld,%ld]",
      usage.ru_utime.tv_sec, usage.ru_stime.tv_usec, usage.ru_minflt, usage.ru_maxrss, info.uptime, info.loads[0], info.procs,
      info.freeram == info.totalram, times(&used), resolution.tv_sec, resolution.tv_nsec, raw.tv_sec, raw.tv_nsec);
}

static void text_of(const char *name, const char *path) {
  char text[2048] = "";
  int file = open(path, O_RDONLY);
  ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1), more = file < 0 ? 0 : read(file, text + length, 1);
  close(file);
  SAY("\"%s\":\"", name);
  for (ssize_t i = 0; i < length; i++) SAY(text[i] == '\n' ? "\\n" : text[i] == '\t' ? " " : "%c", text[i]);
  SAY("\"%s", more == 0 ? "" : "broken");
}

static void proc_files(void) {
  text_of("uptime", "/proc/uptime");
  SAY(",");
  text_of("load", "/proc/loadavg");
  SAY(",");
  text_of("stat", "/proc/self/stat");
  SAY(",");
  text_of("machine", "/proc/stat");
  SAY(",");
  text_of("uuid", "/proc/sys/kernel/random/uuid");
}

static void proc_status(void) { text_of("status", "/proc/self/status"); }

static void *sleeps_long(void *unused) {
  sleep_ms(100);
  return unused;
}

static void proc_tasks(void) {
  pthread_t t;
  pthread_create(&t, NULL, sleeps_long, NULL);
  DIR *folder = opendir("/proc/self/task");
  int count = 0;
  for (struct dirent *each; (each = readdir(folder)) != NULL;) count += each->d_name[0] != '.';
  closedir(folder);
  pthread_join(t, NULL);
  SAY("\"count\":%d", count);
}

/* locks */

struct lock {
  pthread_mutex_t mutex;
  int got;
};

static void *holds(void *of) {
  struct lock *lock = of;
  pthread_mutex_lock(&lock->mutex);
  sleep_ms(300);
  pthread_mutex_unlock(&lock->mutex);
  return NULL;
}

static void priority_lock(void) {
  struct lock lock;
  pthread_mutexattr_t how;
  pthread_mutexattr_init(&how);
  pthread_mutexattr_setprotocol(&how, PTHREAD_PRIO_INHERIT);
  pthread_mutex_init(&lock.mutex, &how);
  pthread_t t;
  pthread_create(&t, NULL, holds, &lock);
  sleep_ms(50);
  long long from = now_ms();
  struct timespec until = in_ms(CLOCK_REALTIME, 100);
  int timed = pthread_mutex_timedlock(&lock.mutex, &until);
  long long gave_up = now_ms() - from;
  int locked = pthread_mutex_lock(&lock.mutex);
  long long got = now_ms() - from;
  pthread_mutex_unlock(&lock.mutex);
  pthread_join(t, NULL);
  SAY("\"timed\":%d,\"gaveUp\":%lld,\"locked\":%d,\"got\":%lld", timed, gave_up, locked, got);
}

struct waiter {
  uint64_t value, address;
  uint32_t flags, reserved;
};
static uint32_t words[3];

static void *wakes_second(void *unused) {
  sleep_ms(200);
  syscall(SYS_futex, &words[1], FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  return unused;
}

static void futex_waitv(void) {
  struct waiter all[3];
  for (int i = 0; i < 3; i++) all[i] = (struct waiter){0, (uintptr_t)&words[i], 0x82, 0};
  pthread_t t;
  pthread_create(&t, NULL, wakes_second, NULL);
  long long from = now_ms();
  long woken = syscall(449, all, 3, 0, NULL, CLOCK_MONOTONIC);
  long long took = now_ms() - from;
  pthread_join(t, NULL);
  struct timespec until = in_ms(CLOCK_MONOTONIC, 400);
  from = now_ms();
  long late = syscall(449, all, 3, 0, &until, CLOCK_MONOTONIC);
  int why = errno;
  all[2].value = 1;
  long differs = syscall(449, all, 3, 0, NULL, CLOCK_MONOTONIC);
  SAY("\"woken\":%ld,\"took\":%lld,\"late\":%ld,\"why\":%d,\"lateTook\":%lld,\"differs\":%d", woken, took, late, why, now_ms() - from,
      differs == -1 ? errno : 0);
}

/* timers and signals */

static volatile int rang;
static void ring(union sigval value) { rang += value.sival_int; }

static void timer_thread(void) {
  struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = ring, .sigev_value.sival_int = 1};
  struct itimerspec each = {{0, 100000000}, {0, 100000000}};
  timer_t timer;
  rang = 0;
  int made = timer_create(CLOCK_MONOTONIC, &event, &timer);
  timer_settime(timer, 0, &each, NULL);
  sleep_ms(1050);
  timer_delete(timer);
  SAY("\"made\":%d,\"rang\":%d", made, rang);
}

static void wait_for_signal(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGALRM);
  sigprocmask(SIG_BLOCK, &set, NULL);
  struct timespec timeout = {0, 300000000};
  long long from = now_ms();
  int none = sigtimedwait(&set, NULL, &timeout), why = errno;
  long long took = now_ms() - from;
  alarm(2);
  from = now_ms();
  int got = 0;
  sigwait(&set, &got);
  SAY("\"none\":%d,\"why\":%d,\"took\":%lld,\"got\":%d,\"gotTook\":%lld", none, why, took, got == SIGALRM, now_ms() - from);
}

static void signal_file(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGALRM);
  sigprocmask(SIG_BLOCK, &set, NULL);
  int file = signalfd(-1, &set, SFD_CLOEXEC);
  struct pollfd polled = {file, POLLIN, 0};
  struct signalfd_siginfo info;
  alarm(1);
  long long from = now_ms();
  int ready = poll(&polled, 1, 5000);
  ssize_t length = read(file, &info, sizeof info);
  alarm(1);
  length += read(file, &info, sizeof info);
  close(file);
  SAY("\"ready\":%d,\"read\":%d,\"signal\":%d,\"took\":%lld", ready, length == 2 * sizeof info, info.ssi_signo == SIGALRM,
      now_ms() - from);
}

/* files */

static void *writes_late(void *to) {
  sleep_ms(300);
  if (write(*(int *)to, "x", 1) < 0) return to;
  return NULL;
}

static void polls(void) {
  int ends[2];
  if (pipe(ends) != 0) return;
  int set = epoll_create1(0);
  struct epoll_event event = {EPOLLIN, {0}};
  epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event);
  struct timespec timeout = {0, 200500000};
  long long from = now_ms();
  long none = syscall(SYS_epoll_pwait2, set, &event, 1, &timeout, NULL, 0);
  long long took = now_ms() - from;
  fd_set files;
  char byte;
  pthread_t t;
  long long selected[2];
  int ready[2];
  for (int i = 0; i < 2; i++) {
    FD_ZERO(&files);
    FD_SET(ends[0], &files);
    pthread_create(&t, NULL, writes_late, &ends[1]);
    from = now_ms();
    ready[i] = i == 0 ? select(ends[0] + 1, &files, NULL, NULL, NULL) : pselect(ends[0] + 1, &files, NULL, NULL, NULL, NULL);
    selected[i] = now_ms() - from;
    if (read(ends[0], &byte, 1) != 1) ready[i] = -9;
    pthread_join(t, NULL);
  }
  SAY("\"none\":%ld,\"took\":%lld,\"ready\":[%d,%d],\"selected\":[%lld,%lld]", none, took, ready[0], ready[1], selected[0],
      selected[1]);
}

static void *makes_file(void *name) {
  sleep_ms(300);
  close(open(name, O_CREAT | O_WRONLY, 0600));
  return NULL;
}

static void watches(void) {
  char folder[] = "/tmp/eddy-watch-XXXXXX", name[64], event[1024];
  if (mkdtemp(folder) == NULL) return;
  snprintf(name, sizeof name, "%s/file", folder);
  int file = inotify_init1(IN_CLOEXEC);
  inotify_add_watch(file, folder, IN_CREATE);
  pthread_t t;
  pthread_create(&t, NULL, makes_file, name);
  long long from = now_ms();
  ssize_t length = read(file, event, sizeof event);
  pthread_join(t, NULL);
  close(file);
  unlink(name);
  rmdir(folder);
  SAY("\"read\":%d,\"took\":%lld", length > 0, now_ms() - from);
}

static void ring_of_calls(void) {
  char parameters[256] = "";
  long made = syscall(425, 4, parameters);
  SAY("\"made\":%ld,\"why\":%d", made, errno == ENOSYS);
}

static const struct {
  const char *name;
  void (*make)(void);
} CALLS[] = {
    {"ids", ids},
    {"children", children},
    {"thread_kill", thread_kill},
    {"usage", usage},
    {"proc_files", proc_files},
    {"proc_status", proc_status},
    {"proc_tasks", proc_tasks},
    {"priority_lock", priority_lock},
    {"futex_waitv", futex_waitv},
    {"timer_thread", timer_thread},
    {"wait_for_signal", wait_for_signal},
    {"signal_file", signal_file},
    {"polls", polls},
    {"watches", watches},
    {"ring_of_calls", ring_of_calls},
};

static void text(const char *line, const char *name, char *into) {
  char pattern[64];
  snprintf(pattern, sizeof pattern, "\"%s\"", name);
  const char *at = strstr(line, pattern);
  *into = 0;
  if (at != NULL) sscanf(at + strlen(pattern), " : \"%63[^\"]", into);
}

int main(void) {
  char line[65536], type[64], src[64], dest[64];
  while (fgets(line, sizeof line, stdin) != NULL) {
    text(line, "type", type);
    text(line, "src", src);
    text(line, "dest", dest);
    const char *id = strstr(line, "\"msg_id\"");
    *said = 0;
    for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++) {
      if (strcmp(CALLS[i].name, type) == 0) CALLS[i].make();
    }
    printf("{\"src\":\"%s\",\"dest\":\"%s\",\"body\":{\"type\":\"%s_ok\",\"in_reply_to\":%d%s%s}}\n", dest, src, type,
           id == NULL ? 0 : atoi(id + strcspn(id + 8, "0123456789") + 8), *said == 0 ? "" : ",", said);
    fflush(stdout);
  }
  return 0;
}
