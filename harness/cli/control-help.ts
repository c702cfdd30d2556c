/** The help text of control lines: for `eddy up`, and for faults at fixed times. */

export const CONTROL_HELP = `\
  partition majority                      or one, minority-third, majorities-ring, one-way, bridge
  partition n1,n2 | n3,n4,n5              groups that do not hear each other
  partition n1 -> n2                      n2 does not hear n1
  heal                                    all links are open
  latency 100 uniform                     mean ms; constant, uniform or exponential
  loss 0.05     duplication 0.05          probabilities
  reorder 0.2 100                         probability to be held back, for up to so many ms
  slow n1 10    slow n1 -> n2 10          so many times as long, for nodes or for links
  fast                                    nothing is slow any more
  pause n1      resume n1                 nodes stand still and go on (n1,n2 or all)
  kill n1       restart n1                nodes die, and start with what they wrote to disk
  wipe n1                                 a dead node loses that too`;
