// Arguments of the kernels that normalize over a batch or over a row, with weight and bias.
#ifndef ONWARD_NORMALIZATION_H
#define ONWARD_NORMALIZATION_H

#include <stdbool.h>

/// Channels of [rows, channels, positions]: output = weight · (x − mean) / sqrt(variance + epsilon)
/// + bias by the batch's statistics, which move the running ones; or else by the running ones.
typedef struct {
    const float *input, *weight, *bias;
    float *running_mean, *running_variance, *output;
    long rows, channels, positions;
    float momentum, epsilon;
    bool training;
} onward_batch_norm;

/// Channels: all three errors by the batch's statistics. `input_error` may be NULL.
typedef struct {
    const float *input, *weight, *output_error;
    float *weight_error, *bias_error, *input_error;
    long rows, channels, positions;
    float epsilon;
} onward_batch_norm_back;

/// Rows: output = weight · (x − mean) · share + bias; statistics[row] = {mean, share}, where
/// share = 1 / sqrt(variance + epsilon).
typedef struct {
    const float *input, *weight, *bias;
    float *output, *statistics;
    long columns;
    float epsilon;
} onward_layer_norm;

/// Rows: the input's error.
typedef struct {
    const float *input, *weight, *statistics, *output_error;
    float *input_error;
    long columns;
} onward_layer_norm_back;

/// Columns of [rows, columns]: the errors of weight and bias.
typedef struct {
    const float *input, *statistics, *output_error;
    float *weight_error, *bias_error;
    long rows, columns;
} onward_layer_norm_gain;

#endif
