#ifndef ONWARD_CONTENT_H
#define ONWARD_CONTENT_H

#include <stddef.h>
#include <stdint.h>

/// SipHash-1-3 of some bytes under a key of two words: 64 bits from which the bytes cannot be told, and
/// which nobody can make alike on purpose who does not know the key.
///
/// Reference: Aumasson, Bernstein, *SipHash: a fast short-input PRF*, 2012, section 2.
uint64_t onward_siphash(const void *bytes, size_t count, uint64_t key0, uint64_t key1);

#endif
