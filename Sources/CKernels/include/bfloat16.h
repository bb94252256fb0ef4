// bfloat16: a float32 without its lower 16 bits.
#ifndef ONWARD_BFLOAT16_H
#define ONWARD_BFLOAT16_H

#include <stdint.h>

typedef uint16_t onward_bfloat16;

/// The number itself: every bfloat16 is a float32.
static inline __attribute__((always_inline)) float onward_widen(onward_bfloat16 number) {
    union { uint32_t bits; float number; } wide = {(uint32_t)number << 16};
    return wide.number;
}

/// The nearest bfloat16, of two as near the one with an even last bit. What is above the largest
/// becomes infinite, and what is not a number stays none.
static inline __attribute__((always_inline)) onward_bfloat16 onward_round(float number) {
    union { float number; uint32_t bits; } wide = {number};
    uint32_t rounded = (wide.bits + 0x7FFFu + (wide.bits >> 16 & 1)) >> 16;
    // Rounded like the others, a NaN's last bits could carry it over into another number.
    uint32_t quiet = wide.bits >> 16 | 0x40;
    return (onward_bfloat16)(number != number ? quiet : rounded);
}

/// Elements: output = input, rounded or widened.
typedef struct {
    const float *input;
    onward_bfloat16 *output;
} onward_rounding;

typedef struct {
    const onward_bfloat16 *input;
    float *output;
} onward_widening;

#endif
