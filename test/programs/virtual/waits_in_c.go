// Waits in C beside the goroutines of broadcast.go: a thread that Go does not schedule.
package main

/*
#include <time.h>

static void wait_ms(long ms) {
  struct timespec time = {ms / 1000, ms % 1000 * 1000000};
  nanosleep(&time, 0);
}
*/
import "C"

func init() {
	go func() {
		for {
			C.wait_ms(300)
			known()
		}
	}()
}
