// The loops themselves, compiled twice: native.c with a choice of instruction sets, plain.c
// without. NAME gives each copy its own symbols, KERNEL its attributes.
#include "CKernels.h"
#include <math.h>
#include <string.h>

// n = elements, all arrays [n].
//   g = gradient + decay·weight        mean ← β₁·mean + (1−β₁)·g      square ← β₂·square + (1−β₂)·g²
//   weight ← shrink·weight − rate · mean / (sqrt(square)·correction2 + ε)
static inline __attribute__((always_inline)) void NAME(adam_steps)(
    const onward_adam a, onward_bfloat16 *restrict copy, long begin, long end) {
    float *restrict weight = a.weight, *restrict mean = a.mean, *restrict square = a.square;
    const float *restrict gradient = a.gradient;
    for (long i = begin; i < end; i++) {
        float w = weight[i], g = gradient[i] + a.decay * w;
        float m = mean[i] + a.fresh1 * (g - mean[i]);
        float v = a.beta2 * square[i] + a.fresh2 * g * g;
        mean[i] = m;
        square[i] = v;
        // The builtin, unlike sqrtf, may not set errno and so can be vectorized.
        weight[i] = a.shrink * w
            - a.rate * m / (__builtin_elementwise_sqrt(v) * a.correction2 + a.epsilon);
        if (copy) copy[i] = onward_round(weight[i]);
    }
}

KERNEL static void NAME(adam)(const void *arguments, long begin, long end) {
    const onward_adam a = *(const onward_adam *)arguments;
    if (a.copy)
        NAME(adam_steps)(a, a.copy, begin, end);
    else
        NAME(adam_steps)(a, 0, begin, end);
}

//   g = gradient + decay·weight    velocity ← momentum·velocity + g
//   weight ← weight − rate · (g, or velocity, or g + momentum·velocity)
static inline __attribute__((always_inline)) void NAME(sgd_steps)(
    const onward_sgd a, onward_bfloat16 *restrict copy, long begin, long end) {
    float *restrict weight = a.weight, *restrict velocity = a.velocity;
    const float *restrict gradient = a.gradient;
    for (long i = begin; i < end; i++) {
        float step = gradient[i] + a.decay * weight[i];
        if (velocity) {
            float v = a.momentum * velocity[i] + step;
            velocity[i] = v;
            step = a.nesterov ? step + a.momentum * v : v;
        }
        weight[i] -= a.rate * step;
        if (copy) copy[i] = onward_round(weight[i]);
    }
}

KERNEL static void NAME(sgd)(const void *arguments, long begin, long end) {
    const onward_sgd a = *(const onward_sgd *)arguments;
    if (a.copy)
        NAME(sgd_steps)(a, a.copy, begin, end);
    else
        NAME(sgd_steps)(a, 0, begin, end);
}

// exp(−x²/2) as 2^whole · e^f with a polynomial for e^f: unlike expf it can be vectorized. Relative
// error below 1e-5, absolute below 1e-7; never below 2^-126.
static inline __attribute__((always_inline)) float NAME(bell)(float x) {
    float power = x * x * -0.72134752f;
    power = power < -126 ? -126 : power;
    // So large a number keeps none of the fraction: its last bits are the rounded power.
    union { float number; uint32_t bits; } rounded = {power + 0x1.8p23f}, scale;
    scale.bits = (rounded.bits + 127) << 23;
    float f = (power - (rounded.number - 0x1.8p23f)) * 0.69314718f, result = 1.0f / 5040;
    result = result * f + 1.0f / 720;
    result = result * f + 1.0f / 120;
    result = result * f + 1.0f / 24;
    result = result * f + 1.0f / 6;
    return ((result * f + 0.5f) * f * f + f + 1) * scale.number;
}

// Φ(x) = erfc(−x/√2)/2 for a given bell = exp(−x²/2); absolute error 8e-8.
// Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
static inline __attribute__((always_inline)) float NAME(normal_share)(float x, float bell) {
    float t = 1 / (1 + 0.3275911f * 0.70710678f * __builtin_elementwise_abs(x));
    float tail = 1.061405429f;
    tail = tail * t - 1.453152027f;
    tail = tail * t + 1.421413741f;
    tail = tail * t - 0.284496736f;
    tail = (tail * t + 0.254829592f) * t * bell * 0.5f;
    return x > 0 ? 1 - tail : tail;
}

// A length that is too large for a number is none: divided by infinity, a row would be taken for
// zeros.
static inline __attribute__((always_inline)) float NAME(known)(float length) {
    return length < __builtin_inff() ? length : __builtin_nanf("");
}

// C = classes; per row: P = softmax(evidence), loss = −log P[label], error = scale · (P − Y).
KERNEL static void NAME(cross_entropy)(const void *arguments, long begin, long end) {
    const onward_cross_entropy a = *(const onward_cross_entropy *)arguments;
    for (long i = begin; i < end; i++) {
        const float *evidence = a.evidence + i * a.classes;
        float *error = a.error + i * a.classes;
        long label = a.labels[i];
        float top = evidence[0], total = 0;
        // A comparison that a NaN fails is turned round so that NaN spreads instead of hiding.
        for (long c = 1; c < a.classes; c++) top = !(evidence[c] <= top) ? evidence[c] : top;
        for (long c = 0; c < a.classes; c++) {
            error[c] = expf(evidence[c] - top);
            total += error[c];
        }
        // The difference first: added to a large top, the logarithm would lose its digits.
        a.loss[i] = logf(total) + (top - evidence[label]);
        float share = a.scale / total;
        for (long c = 0; c < a.classes; c++) error[c] *= share;
        error[label] -= a.scale;
    }
}

KERNEL static void NAME(round)(const void *arguments, long begin, long end) {
    const onward_rounding a = *(const onward_rounding *)arguments;
    const float *restrict input = a.input;
    onward_bfloat16 *restrict output = a.output;
    for (long i = begin; i < end; i++) output[i] = onward_round(input[i]);
}

KERNEL static void NAME(widen)(const void *arguments, long begin, long end) {
    const onward_widening a = *(const onward_widening *)arguments;
    const onward_bfloat16 *restrict input = a.input;
    float *restrict output = a.output;
    for (long i = begin; i < end; i++) output[i] = onward_widen(input[i]);
}

#include "pooling_bodies.h"
#include "normalization_bodies.h"
#include "tokens_bodies.h"
#include "row_product_bodies.h"

#define NUMBER float
#define OF(kernel) NAME(kernel)
#define READ(number) (number)
#define ROUND(number) (number)
#define GATED(number, gate) ((gate) > 0 ? (number) : 0)
#include "stored_bodies.h"
#undef NUMBER
#undef OF
#undef READ
#undef ROUND
#undef GATED

#define NUMBER onward_bfloat16
#define OF(kernel) NAME(bfloat16_##kernel)
#define READ(number) onward_widen(number)
#define ROUND(number) onward_round(number)
// From the smallest number's bits to infinity's: what is not a number lies above, what is negative
// higher still. Unlike a comparison of floats this becomes vector code.
#define GATED(number, gate) ((number) & -((onward_bfloat16)((gate) - 1) < 0x7F80))
#include "stored_bodies.h"

#define STORED(KIND)                                                                               \
    {                                                                                              \
        KIND(relu_gate), KIND(leaky_gate), KIND(gelu), KIND(gelu_gate), KIND(column_sum),          \
        KIND(gather_bytes), KIND(gather_floats), KIND(gather), KIND(normalize),                    \
        KIND(normalize_back), KIND(drop), KIND(add), KIND(goodness), KIND(scale_rows),             \
        KIND(embed), KIND(quantize), KIND(shared_lengths), KIND(shared_spread), KIND(shared_fold), \
    }

const onward_kernel_table TABLE = {
    NAME(adam), NAME(sgd), NAME(cross_entropy), NAME(round), NAME(widen),
    NAME(average_pool), NAME(average_back), NAME(max_pool), NAME(max_back),
    NAME(batch_norm), NAME(batch_norm_back), NAME(layer_norm), NAME(layer_norm_back),
    NAME(layer_norm_gain), NAME(patches), NAME(attention), NAME(attention_back), NAME(row_product),
    STORED(NAME), STORED(OF),
};
