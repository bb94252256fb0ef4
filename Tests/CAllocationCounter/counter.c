#define _GNU_SOURCE
#include "CAllocationCounter.h"

#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ONWARD_SANITIZED
#endif
#endif

#if defined(__GLIBC__) && !defined(ONWARD_SANITIZED)
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

enum { NOTES = 1 << 14, DEPTH = 16 };

static struct {
    void *callers[DEPTH];
    int depth;
} notes[NOTES];
static atomic_long noted, live;
static atomic_bool counting;
// Unwinding may allocate for itself.
static _Thread_local bool is_noting;

static void *note(void *pointer) {
    if (!pointer) return pointer;
    atomic_fetch_add(&live, (long)malloc_usable_size(pointer));
    if (!atomic_load(&counting) || is_noting) return pointer;
    is_noting = true;
    long index = atomic_fetch_add(&noted, 1);
    if (index < NOTES) notes[index].depth = backtrace(notes[index].callers, DEPTH);
    is_noting = false;
    return pointer;
}

static void forget(void *pointer) {
    if (pointer) atomic_fetch_sub(&live, (long)malloc_usable_size(pointer));
}

void *malloc(size_t size) { return note(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) { return note(__libc_calloc(count, size)); }
void *memalign(size_t alignment, size_t size) { return note(__libc_memalign(alignment, size)); }
void *aligned_alloc(size_t alignment, size_t size) {
    return note(__libc_memalign(alignment, size));
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    *result = note(__libc_memalign(alignment, size));
    return *result ? 0 : ENOMEM;
}

void *realloc(void *pointer, size_t size) {
    forget(pointer);
    return note(__libc_realloc(pointer, size));
}

void free(void *pointer) {
    forget(pointer);
    __libc_free(pointer);
}

static bool is_in(const char *file, const char *const *names, int count) {
    for (int i = 0; i < count; i++)
        if (strstr(file, names[i])) return true;
    return false;
}

// The first caller beyond the runtimes decides, for they allocate on behalf of others.
static bool is_of_library(long index) {
    static const char *const libraries[] = {"libdnnl", "libgomp"};
    static const char *const runtimes[] = {"libstdc++", "libswiftCore", "libc.so", "libgcc"};
    Dl_info here, place;
    if (!dladdr((void *)malloc, &here)) return false;
    for (int i = 0; i < notes[index].depth; i++) {
        void *caller = notes[index].callers[i];
        if (!dladdr(caller, &place) || !place.dli_fname) continue;
        if (is_in(place.dli_fname, libraries, 2)) return true;
        // The notes begin in this file.
        if (i < 2 && place.dli_fbase == here.dli_fbase) continue;
        if (!is_in(place.dli_fname, runtimes, 4)) return false;
    }
    return false;
}

static long count(bool of_libraries) {
    long all = atomic_load(&noted), result = all > NOTES && !of_libraries ? all - NOTES : 0;
    for (long i = 0; i < all && i < NOTES; i++) result += is_of_library(i) == of_libraries;
    return result;
}

bool allocations_are_counted(void) { return true; }

void allocations_start(void) {
    void *first[1];
    backtrace(first, 1);  // loads the unwinder
    atomic_store(&noted, 0);
    atomic_store(&counting, true);
}

void allocations_stop(void) { atomic_store(&counting, false); }
long allocations_of_libraries(void) { return count(true); }
long allocations_of_others(void) { return count(false); }
long allocations_live_bytes(void) { return atomic_load(&live); }

void allocations_explain(void) {
    long all = atomic_load(&noted), shown = 0;
    for (long i = 0; i < all && i < NOTES && shown < 3; i++) {
        if (is_of_library(i)) continue;
        fprintf(stderr, "allocation %ld:\n", i);
        fflush(stderr);
        backtrace_symbols_fd(notes[i].callers, notes[i].depth, 2);
        shown++;
    }
}
#else
bool allocations_are_counted(void) { return false; }
void allocations_start(void) {}
void allocations_stop(void) {}
long allocations_of_libraries(void) { return 0; }
long allocations_of_others(void) { return 0; }
long allocations_live_bytes(void) { return 0; }
void allocations_explain(void) {}
#endif
