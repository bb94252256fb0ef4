// A thread sanitizer build crashes when functions are chosen at start (ifunc), and only x86-64
// ELF systems know these names: elsewhere the native kernels are the plain ones.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ONWARD_ONE_INSTRUCTION_SET
#endif
#endif
#if defined(__x86_64__) && defined(__ELF__) && !defined(ONWARD_ONE_INSTRUCTION_SET)
#define KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define KERNEL
#endif
#define NAME(kernel) native_##kernel
#define TABLE onward_native_kernels
#include "bodies.h"
