// The loops over activations and errors, as part of bodies.h: included once for every type that
// those are stored as. All of them compute in float32.
//
// NUMBER is the stored type, OF gives each type's copy its own symbols, READ and ROUND lie between a
// stored number and a float32, GATED is a stored number where another one is above 0, and 0 elsewhere.

KERNEL static void OF(relu_gate)(const void *arguments, long begin, long end) {
    const onward_relu_gate a = *(const onward_relu_gate *)arguments;
    NUMBER *restrict error = a.error;
    const NUMBER *restrict output = a.output;
    for (long i = begin; i < end; i++) error[i] = GATED(error[i], output[i]);
}

KERNEL static void OF(leaky_gate)(const void *arguments, long begin, long end) {
    const onward_leaky_gate a = *(const onward_leaky_gate *)arguments;
    NUMBER *restrict error = a.error;
    const NUMBER *restrict output = a.output;
    for (long i = begin; i < end; i++)
        error[i] = ROUND(READ(error[i]) * (READ(output[i]) > 0 ? 1 : a.slope));
}

KERNEL static void OF(gelu)(const void *arguments, long begin, long end) {
    const onward_gelu a = *(const onward_gelu *)arguments;
    const float *restrict sum = a.sum;
    NUMBER *restrict output = a.output;
    for (long i = begin; i < end; i++)
        output[i] = ROUND(sum[i] * NAME(normal_share)(sum[i], NAME(bell)(sum[i])));
}

KERNEL static void OF(gelu_gate)(const void *arguments, long begin, long end) {
    const onward_gelu_gate a = *(const onward_gelu_gate *)arguments;
    const float *restrict sum = a.sum;
    NUMBER *restrict error = a.error;
    for (long i = begin; i < end; i++) {
        float x = sum[i], bell = NAME(bell)(x);
        error[i] = ROUND(READ(error[i]) * (NAME(normal_share)(x, bell) + x * bell * 0.39894228f));
    }
}

KERNEL static void OF(column_sum)(const void *arguments, long begin, long end) {
    const onward_column_sum a = *(const onward_column_sum *)arguments;
    float *restrict sum = a.sum;
    for (long j = begin; j < end; j++) sum[j] = 0;
    for (long i = 0; i < a.rows; i++) {
        const NUMBER *restrict row = (const NUMBER *)a.matrix + i * a.columns;
        for (long j = begin; j < end; j++) sum[j] += READ(row[j]);
    }
}

KERNEL static void OF(gather_bytes)(const void *arguments, long begin, long end) {
    const onward_gather a = *(const onward_gather *)arguments;
    for (long i = begin; i < end; i++) {
        const uint8_t *restrict source = (const uint8_t *)a.source + a.order[i] * a.columns;
        NUMBER *restrict output = (NUMBER *)a.output + i * a.columns;
        for (long j = 0; j < a.columns; j++) output[j] = ROUND(a.scale * source[j]);
    }
}

KERNEL static void OF(gather_floats)(const void *arguments, long begin, long end) {
    const onward_gather a = *(const onward_gather *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict source = (const float *)a.source + a.order[i] * a.columns;
        NUMBER *restrict output = (NUMBER *)a.output + i * a.columns;
        for (long j = 0; j < a.columns; j++) output[j] = ROUND(a.scale * source[j]);
    }
}

// From rows that are stored as the output is.
KERNEL static void OF(gather)(const void *arguments, long begin, long end) {
    const onward_gather a = *(const onward_gather *)arguments;
    for (long i = begin; i < end; i++) {
        const NUMBER *restrict source = (const NUMBER *)a.source + a.order[i] * a.columns;
        NUMBER *restrict output = (NUMBER *)a.output + i * a.columns;
        for (long j = 0; j < a.columns; j++) output[j] = ROUND(a.scale * READ(source[j]));
    }
}

KERNEL static void OF(normalize)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_normalize a = *(const onward_normalize *)arguments;
    for (long i = begin; i < end; i++) {
        const NUMBER *restrict input = (const NUMBER *)a.input + i * a.columns;
        NUMBER *restrict output = (NUMBER *)a.output + i * a.output_stride;
        float sum = 0;
        for (long j = 0; j < a.columns; j++) sum += READ(input[j]) * READ(input[j]);
        float length = NAME(known)(__builtin_elementwise_sqrt(a.factor * sum) + a.epsilon);
        float share = 1 / length;
        a.length[i] = length;
        for (long j = 0; j < a.columns; j++) output[j] = ROUND(share * READ(input[j]));
    }
}

// With length = r + ε and r = sqrt(factor · Σ x²):
//   input_error = output_error / length − x · factor · (Σ output_error·x) / (r · length²)
KERNEL static void OF(normalize_back)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_normalize_back a = *(const onward_normalize_back *)arguments;
    for (long i = begin; i < end; i++) {
        const NUMBER *restrict input = (const NUMBER *)a.input + i * a.columns;
        const NUMBER *restrict error = (const NUMBER *)a.output_error + i * a.columns;
        NUMBER *restrict result = (NUMBER *)a.input_error + i * a.columns;
        float along = 0;
        for (long j = 0; j < a.columns; j++) along += READ(error[j]) * READ(input[j]);
        float length = a.length[i], root = length - a.epsilon, share = 1 / length;
        float pull = root > 0 ? a.factor * along * share * share / root : 0;
        for (long j = 0; j < a.columns; j++)
            result[j] = ROUND(share * READ(error[j]) - pull * READ(input[j]));
    }
}

// Element i takes word i mod 4 of the counter i div 4, so any range can be drawn by itself.
KERNEL static void OF(drop)(const void *arguments, long begin, long end) {
    const onward_drop a = *(const onward_drop *)arguments;
    const NUMBER *input = a.input;
    NUMBER *output = a.output;
    for (long i = begin; i < end;) {
        uint32_t words[4];
        onward_philox(a.key, (uint64_t)i / 4, words);
        for (long w = i % 4; w < 4 && i < end; w++, i++)
            output[i] = words[w] < a.threshold ? 0 : ROUND(a.scale * READ(input[i]));
    }
}

KERNEL static void OF(add)(const void *arguments, long begin, long end) {
    const onward_add a = *(const onward_add *)arguments;
    NUMBER *restrict output = a.output;
    const float *restrict input = a.input;
    for (long i = begin; i < end; i++) output[i] = ROUND(READ(output[i]) + a.scale * input[i]);
}

KERNEL static void OF(goodness)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_goodness a = *(const onward_goodness *)arguments;
    for (long i = begin; i < end; i++) {
        const NUMBER *restrict input = (const NUMBER *)a.input + i * a.columns;
        float sum = 0;
        for (long j = 0; j < a.columns; j++) sum += READ(input[j]) * READ(input[j]);
        a.goodness[i] = a.factor * sum;
    }
}

KERNEL static void OF(scale_rows)(const void *arguments, long begin, long end) {
    const onward_scale_rows a = *(const onward_scale_rows *)arguments;
    for (long i = begin; i < end; i++) {
        const NUMBER *restrict input = (const NUMBER *)a.input + i * a.columns;
        NUMBER *restrict output = (NUMBER *)a.output + i * a.columns;
        float slope = a.slope[i];
        for (long j = 0; j < a.columns; j++) output[j] = ROUND(slope * READ(input[j]));
    }
}

KERNEL static void OF(embed)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_embed a = *(const onward_embed *)arguments;
    for (long i = begin; i < end; i++) {
        const NUMBER *restrict input = (const NUMBER *)a.input + i / a.copies * a.input_columns;
        NUMBER *restrict output = (NUMBER *)a.output + i * a.output_columns;
        float strength = a.strength, neutral = a.neutral;
        for (long j = 0; j < a.copied; j++) output[j] = input[j];
        if (a.ratio > 0) {
            float sum = 0;
            for (long j = a.seen; j < a.input_columns; j++) sum += READ(input[j]) * READ(input[j]);
            strength = sum > 0 ? __builtin_elementwise_sqrt(a.ratio * sum) : 1;
            neutral *= strength;
        } else if (strength == 0)
            for (long j = 0; j < a.input_columns; j++)
                strength = READ(input[j]) > strength ? READ(input[j]) : strength;
        for (long c = 0; c < a.classes; c++) {
            float value = a.labels[i] < 0 ? neutral : a.labels[i] == c ? strength : 0;
            for (long j = 0; j < a.run; j++) output[a.offset + c * a.run + j] = ROUND(value);
        }
    }
}

KERNEL static void OF(quantize)(const void *arguments, long begin, long end) {
    const onward_quantize a = *(const onward_quantize *)arguments;
    for (long i = begin; i < end; i++) {
        const NUMBER *restrict input = (const NUMBER *)a.input + i * a.columns;
        NUMBER *restrict output = (NUMBER *)a.output + i * a.columns;
        float top = 0;
        // Turned round so that NaN spreads instead of hiding.
        for (long j = 0; j < a.columns; j++) top = READ(input[j]) <= top ? top : READ(input[j]);
        for (long j = 0; j < a.columns; j++) {
            float level = __builtin_elementwise_floor(READ(input[j]) / top * a.steps + 0.5f);
            output[j] = READ(input[j]) <= 0 ? 0 : ROUND(level / a.steps * top);
        }
    }
}

#include "shared_bodies.h"
