// The loops themselves, compiled twice: native.c with a choice of instruction sets, plain.c
// without. NAME gives each copy its own symbols, KERNEL its attributes.
#include "CKernels.h"
#include <math.h>
#include <string.h>

// n = elements, all arrays [n].
//   g = gradient + decay·weight        mean ← β₁·mean + (1−β₁)·g      square ← β₂·square + (1−β₂)·g²
//   weight ← shrink·weight − rate · mean / (sqrt(square)·correction2 + ε)
KERNEL static void NAME(adam)(const void *arguments, long begin, long end) {
    const onward_adam a = *(const onward_adam *)arguments;
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
    }
}

//   g = gradient + decay·weight    velocity ← momentum·velocity + g
//   weight ← weight − rate · (g, or velocity, or g + momentum·velocity)
KERNEL static void NAME(sgd)(const void *arguments, long begin, long end) {
    const onward_sgd a = *(const onward_sgd *)arguments;
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
    }
}

KERNEL static void NAME(relu_gate)(const void *arguments, long begin, long end) {
    const onward_relu_gate a = *(const onward_relu_gate *)arguments;
    float *restrict error = a.error;
    const float *restrict output = a.output;
    for (long i = begin; i < end; i++) error[i] = output[i] > 0 ? error[i] : 0;
}

KERNEL static void NAME(leaky_gate)(const void *arguments, long begin, long end) {
    const onward_leaky_gate a = *(const onward_leaky_gate *)arguments;
    float *restrict error = a.error;
    const float *restrict output = a.output;
    for (long i = begin; i < end; i++) error[i] *= output[i] > 0 ? 1 : a.slope;
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

KERNEL static void NAME(gelu)(const void *arguments, long begin, long end) {
    const onward_gelu a = *(const onward_gelu *)arguments;
    const float *restrict sum = a.sum;
    float *restrict output = a.output;
    for (long i = begin; i < end; i++)
        output[i] = sum[i] * NAME(normal_share)(sum[i], NAME(bell)(sum[i]));
}

KERNEL static void NAME(gelu_gate)(const void *arguments, long begin, long end) {
    const onward_gelu_gate a = *(const onward_gelu_gate *)arguments;
    const float *restrict sum = a.sum;
    float *restrict error = a.error;
    for (long i = begin; i < end; i++) {
        float x = sum[i], bell = NAME(bell)(x);
        error[i] *= NAME(normal_share)(x, bell) + x * bell * 0.39894228f;
    }
}

KERNEL static void NAME(column_sum)(const void *arguments, long begin, long end) {
    const onward_column_sum a = *(const onward_column_sum *)arguments;
    float *restrict sum = a.sum;
    for (long j = begin; j < end; j++) sum[j] = 0;
    for (long i = 0; i < a.rows; i++) {
        const float *restrict row = a.matrix + i * a.columns;
        for (long j = begin; j < end; j++) sum[j] += row[j];
    }
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

KERNEL static void NAME(gather_bytes)(const void *arguments, long begin, long end) {
    const onward_gather_bytes a = *(const onward_gather_bytes *)arguments;
    for (long i = begin; i < end; i++) {
        const uint8_t *restrict source = a.source + a.order[i] * a.columns;
        float *restrict output = a.output + i * a.columns;
        for (long j = 0; j < a.columns; j++) output[j] = a.scale * source[j];
    }
}

KERNEL static void NAME(gather_floats)(const void *arguments, long begin, long end) {
    const onward_gather_floats a = *(const onward_gather_floats *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict source = a.source + a.order[i] * a.columns;
        float *restrict output = a.output + i * a.columns;
        for (long j = 0; j < a.columns; j++) output[j] = a.scale * source[j];
    }
}

KERNEL static void NAME(normalize)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_normalize a = *(const onward_normalize *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict input = a.input + i * a.columns;
        float *restrict output = a.output + i * a.output_stride, sum = 0;
        for (long j = 0; j < a.columns; j++) sum += input[j] * input[j];
        float length = __builtin_elementwise_sqrt(a.factor * sum) + a.epsilon, share = 1 / length;
        a.length[i] = length;
        for (long j = 0; j < a.columns; j++) output[j] = share * input[j];
    }
}

// With length = r + ε and r = sqrt(factor · Σ x²):
//   input_error = output_error / length − x · factor · (Σ output_error·x) / (r · length²)
KERNEL static void NAME(normalize_back)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_normalize_back a = *(const onward_normalize_back *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict input = a.input + i * a.columns;
        const float *restrict error = a.output_error + i * a.columns;
        float *restrict result = a.input_error + i * a.columns, along = 0;
        for (long j = 0; j < a.columns; j++) along += error[j] * input[j];
        float length = a.length[i], root = length - a.epsilon, share = 1 / length;
        float pull = root > 0 ? a.factor * along * share * share / root : 0;
        for (long j = 0; j < a.columns; j++) result[j] = share * error[j] - pull * input[j];
    }
}

// Element i takes word i mod 4 of the counter i div 4, so any range can be drawn by itself.
KERNEL static void NAME(drop)(const void *arguments, long begin, long end) {
    const onward_drop a = *(const onward_drop *)arguments;
    for (long i = begin; i < end;) {
        uint32_t words[4];
        onward_philox(a.key, (uint64_t)i / 4, words);
        for (long w = i % 4; w < 4 && i < end; w++, i++)
            a.output[i] = words[w] < a.threshold ? 0 : a.scale * a.input[i];
    }
}

KERNEL static void NAME(add)(const void *arguments, long begin, long end) {
    const onward_add a = *(const onward_add *)arguments;
    float *restrict output = a.output;
    const float *restrict input = a.input;
    for (long i = begin; i < end; i++) output[i] += a.scale * input[i];
}

KERNEL static void NAME(goodness)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_goodness a = *(const onward_goodness *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict input = a.input + i * a.columns;
        float sum = 0;
        for (long j = 0; j < a.columns; j++) sum += input[j] * input[j];
        a.goodness[i] = a.factor * sum;
    }
}

KERNEL static void NAME(scale_rows)(const void *arguments, long begin, long end) {
    const onward_scale_rows a = *(const onward_scale_rows *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict input = a.input + i * a.columns;
        float *restrict output = a.output + i * a.columns, slope = a.slope[i];
        for (long j = 0; j < a.columns; j++) output[j] = slope * input[j];
    }
}

KERNEL static void NAME(embed)(const void *arguments, long begin, long end) {
    const onward_embed a = *(const onward_embed *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict input = a.input + i / a.copies * a.input_columns;
        float *restrict output = a.output + i * a.output_columns, strength = a.strength;
        for (long j = 0; j < a.copied; j++) output[j] = input[j];
        if (strength == 0)
            for (long j = 0; j < a.input_columns; j++)
                strength = input[j] > strength ? input[j] : strength;
        for (long c = 0; c < a.classes; c++) {
            float value = a.labels[i] < 0 ? a.neutral : a.labels[i] == c ? strength : 0;
            for (long j = 0; j < a.run; j++) output[a.offset + c * a.run + j] = value;
        }
    }
}

KERNEL static void NAME(quantize)(const void *arguments, long begin, long end) {
    const onward_quantize a = *(const onward_quantize *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict input = a.input + i * a.columns;
        float *restrict output = a.output + i * a.columns, top = 0;
        // Turned round so that NaN spreads instead of hiding.
        for (long j = 0; j < a.columns; j++) top = input[j] <= top ? top : input[j];
        for (long j = 0; j < a.columns; j++) {
            float level = __builtin_elementwise_floor(input[j] / top * a.steps + 0.5f);
            output[j] = input[j] <= 0 ? 0 : level / a.steps * top;
        }
    }
}

#include "pooling_bodies.h"
#include "normalization_bodies.h"
#include "tokens_bodies.h"
#include "shared_bodies.h"

const onward_kernel_table TABLE = {
    NAME(adam), NAME(sgd), NAME(relu_gate), NAME(column_sum), NAME(cross_entropy),
    NAME(gather_bytes), NAME(gather_floats), NAME(normalize), NAME(normalize_back), NAME(drop),
    NAME(add), NAME(goodness), NAME(scale_rows), NAME(embed), NAME(leaky_gate), NAME(gelu),
    NAME(gelu_gate), NAME(average_pool), NAME(average_back), NAME(max_pool), NAME(max_back),
    NAME(batch_norm), NAME(batch_norm_back), NAME(layer_norm), NAME(layer_norm_back),
    NAME(layer_norm_gain), NAME(patches), NAME(attention), NAME(attention_back),
    NAME(shared_lengths), NAME(shared_spread), NAME(shared_fold), NAME(quantize),
};
