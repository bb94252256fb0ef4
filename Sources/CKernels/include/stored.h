// Arguments of the loops over activations and errors. What `void` points to are numbers of the type
// that those are stored as; everything else says what it is.
#ifndef ONWARD_STORED_H
#define ONWARD_STORED_H

#include <stdint.h>

/// Elements: error = output > 0 ? error : 0.
typedef struct {
    void *error;
    const void *output;
} onward_relu_gate;

/// Elements: error = output > 0 ? error : slope · error.
typedef struct {
    void *error;
    const void *output;
    float slope;
} onward_leaky_gate;

/// Elements: output = sum · Φ(sum).
typedef struct {
    const float *sum;
    void *output;
} onward_gelu;

/// Elements: error = error · (Φ(sum) + sum · φ(sum)).
typedef struct {
    void *error;
    const float *sum;
} onward_gelu_gate;

/// Columns of [rows, columns]: sum[column] = Σ over rows.
typedef struct {
    const void *matrix;
    float *sum;
    long rows, columns;
} onward_column_sum;

/// Rows: output[row] = scale · source[order[row]]. The kernel says what the source holds.
typedef struct {
    const void *source;
    const int32_t *order;
    void *output;
    long columns;
    float scale;
} onward_gather;

/// Rows: length = sqrt(factor · Σ x²) + epsilon, output = x / length.
typedef struct {
    const void *input;
    void *output;
    float *length;
    long columns, output_stride;
    float factor, epsilon;
} onward_normalize;

/// Rows: the input's error from the output's (see LengthNormalization).
typedef struct {
    const void *input, *output_error;
    const float *length;
    void *input_error;
    long columns;
    float factor, epsilon;
} onward_normalize_back;

/// Elements: output = input / (1 − rate), or 0 where the random number falls below the rate.
typedef struct {
    const void *input;
    void *output;
    uint64_t key;
    uint32_t threshold;
    float scale;
} onward_drop;

/// Elements: output += scale · input.
typedef struct {
    const float *input;
    void *output;
    float scale;
} onward_add;

/// Rows: goodness[row] = factor · Σ x².
typedef struct {
    const void *input;
    float *goodness;
    long columns;
    float factor;
} onward_goodness;

/// Rows: output[row] = slope[row] · input[row].
typedef struct {
    const void *input;
    const float *slope;
    void *output;
    long columns;
} onward_scale_rows;

/// Rows: output[row] = the first `copied` numbers of input[row / copies] with a class written into
/// `classes` runs of `run` numbers from `offset` on: the strength in the label's run and 0 in the
/// others, or `neutral` in all of them where the label is negative. A strength of 0 stands for the
/// input's largest number; where `ratio` is above 0 the square of the strength is that many times the
/// sum of squares of the input's numbers from `seen` on (or the strength is 1 where that is 0), and
/// `neutral` counts in strengths.
typedef struct {
    const void *input;
    const int32_t *labels;
    void *output;
    long input_columns, output_columns, copied, copies, classes, run, offset, seen;
    float strength, ratio, neutral;
} onward_embed;

/// Rows: output = floor(input / max · steps + ½) / steps · max, or 0 where input ≤ 0.
typedef struct {
    const void *input;
    void *output;
    long columns;
    float steps;
} onward_quantize;

#endif
