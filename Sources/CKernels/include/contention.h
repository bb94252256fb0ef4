#ifndef ONWARD_CONTENTION_H
#define ONWARD_CONTENTION_H

#include <stdbool.h>

/// Keeps watch for as long as somebody uses several threads: `begin` and `end` are called in pairs.
///
/// OpenMP's workers spin for some milliseconds before they sleep. Alone on a machine that saves waking
/// them; beside other programs those that spin take the cores from the one that they wait for. libgomp
/// lets them spin 3,000 times less where it has more threads than cores (its manual, `GOMP_SPINCOUNT`).
/// So while this process's threads have to wait for cores, a team of threads is kept that sleeps.
///
/// Nothing is done where the environment says how to wait.
void onward_watch_begin(void);
void onward_watch_end(void);

/// Whether such a team is kept now.
bool onward_is_contended(void);

#endif
