// Counts heap allocations of the process that this is linked into, by who asked for them.
#ifndef ONWARD_ALLOCATION_COUNTER_H
#define ONWARD_ALLOCATION_COUNTER_H

#include <stdbool.h>

/// Whether this build counts: glibc alone lets `malloc` be replaced as it is done here.
bool allocations_are_counted(void);

/// From now on every allocation is noted with its callers; forgets what was noted before.
void allocations_start(void);
void allocations_stop(void);

/// How many were noted: those that oneDNN, OpenMP and what they call asked for, or all others.
long allocations_of_libraries(void);
long allocations_of_others(void);

/// Bytes on the heap now.
long allocations_live_bytes(void);

/// Writes the callers of the first few others to standard error, to be read with addr2line.
void allocations_explain(void);

#endif
