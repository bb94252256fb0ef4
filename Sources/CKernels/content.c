#include "content.h"

#include <string.h>

static uint64_t rotated(uint64_t word, int by) { return word << by | word >> (64 - by); }

typedef struct {
    uint64_t a, b, c, d;
} sip_state;

static inline void sip_round(sip_state *s) {
    s->a += s->b;
    s->b = rotated(s->b, 13) ^ s->a;
    s->a = rotated(s->a, 32);
    s->c += s->d;
    s->d = rotated(s->d, 16) ^ s->c;
    s->a += s->d;
    s->d = rotated(s->d, 21) ^ s->a;
    s->c += s->b;
    s->b = rotated(s->b, 17) ^ s->c;
    s->c = rotated(s->c, 32);
}

uint64_t onward_siphash(const void *bytes, size_t count, uint64_t key0, uint64_t key1) {
    sip_state s = {
        key0 ^ 0x736f6d6570736575, key1 ^ 0x646f72616e646f6d,
        key0 ^ 0x6c7967656e657261, key1 ^ 0x7465646279746573,
    };
    const uint8_t *next = bytes;
    uint64_t word;
    for (size_t words = count / 8; words > 0; words--, next += 8) {
        memcpy(&word, next, 8);
        s.d ^= word;
        sip_round(&s);
        s.a ^= word;
    }
    // The last word: what is left of the bytes, and how many there were in its uppermost byte.
    word = 0;
    if (count % 8 > 0) memcpy(&word, next, count % 8);
    word |= (uint64_t)count << 56;
    s.d ^= word;
    sip_round(&s);
    s.a ^= word;
    s.c ^= 0xff;
    for (int round = 0; round < 3; round++) sip_round(&s);
    return s.a ^ s.b ^ s.c ^ s.d;
}
