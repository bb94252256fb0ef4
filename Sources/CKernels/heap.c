#include "heap.h"

// Defines __GLIBC__ where it is glibc.
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>

void onward_keep_freed_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 24);
    mallopt(M_TRIM_THRESHOLD, 1 << 25);
}

void onward_return_freed_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 22);
}
#else
void onward_keep_freed_memory(void) {}
void onward_return_freed_memory(void) {}
#endif
