// The element-wise hot loops: each takes its arguments by one struct and works on a range of
// rows, columns or elements, so that one function can spread any of them over the cores.
#ifndef ONWARD_KERNELS_H
#define ONWARD_KERNELS_H

#include <stdbool.h>
#include <stdint.h>

#include "bfloat16.h"
#include "content.h"
#include "contention.h"
#include "heap.h"
#include "marks.h"
#include "normalization.h"
#include "row_product.h"
#include "shared.h"
#include "stored.h"
#include "tokens.h"

/// One kernel over the range [begin, end) of whatever its documentation says it counts.
typedef void (*onward_kernel)(const void *arguments, long begin, long end);

/// Elements of one flat store. `decay` is added to the gradient, `shrink` multiplies the weight;
/// `fresh1` and `fresh2` are 1 − β₁ and 1 − β₂, which float would round by 1e-5 if it subtracted.
/// `copy` receives the new weights rounded; NULL for none.
typedef struct {
    float *weight, *mean, *square;
    const float *gradient;
    onward_bfloat16 *copy;
    float rate, beta2, fresh1, fresh2, epsilon, correction2, decay, shrink;
} onward_adam;

/// Elements of one flat store. `velocity` is NULL without momentum; `copy` as above.
typedef struct {
    float *weight, *velocity;
    const float *gradient;
    onward_bfloat16 *copy;
    float rate, momentum, decay;
    bool nesterov;
} onward_sgd;

/// Rows: the loss of softmax(evidence) against the label, and scale · (P − Y).
typedef struct {
    const float *evidence;
    const int32_t *labels;
    float *error, *loss;
    long classes;
    float scale;
} onward_cross_entropy;

/// How windows lie in a group of channels, [height, width, lanes]: [rows, columns] of them, without
/// padding.
typedef struct {
    long height, width, rows, columns, window_height, window_width, stride_down, stride_right;
    long lanes;
} onward_windows;

/// Groups: output = the mean, or the largest number, of each window.
typedef struct {
    const float *input;
    float *output;
    onward_windows windows;
} onward_pool;

/// Groups: every number of a window receives its share of the window's error.
typedef struct {
    const float *output_error;
    float *input_error;
    onward_windows windows;
} onward_average_back;

/// Groups: the first of a window's largest numbers receives the window's error, which is used up.
typedef struct {
    const float *input, *output;
    float *output_error, *input_error;
    onward_windows windows;
} onward_max_back;

/// Loops over activations and errors that are all stored as one type.
typedef struct {
    onward_kernel relu_gate, leaky_gate, gelu, gelu_gate, column_sum, gather_bytes, gather_floats,
        gather, normalize, normalize_back, drop, add, goodness, scale_rows, embed, quantize,
        shared_lengths, shared_spread, shared_fold;
} onward_stored_kernels;

typedef struct {
    onward_kernel adam, sgd, cross_entropy, round, widen;
    onward_kernel average_pool, average_back, max_pool, max_back;
    onward_kernel batch_norm, batch_norm_back, layer_norm, layer_norm_back, layer_norm_gain;
    onward_kernel patches, attention, attention_back, row_product;
    onward_stored_kernels float32, bfloat16;
} onward_kernel_table;

/// Chooses the instruction set when the program starts.
extern const onward_kernel_table onward_native_kernels;
/// The same loops for the baseline instruction set: the twin that tests compare against.
extern const onward_kernel_table onward_plain_kernels;

/// Runs `kernel` over [0, count) on `threads` threads of the OpenMP team that oneDNN uses too.
void onward_run(onward_kernel kernel, const void *arguments, long count, int threads);

/// How many threads products take when called from this thread.
void onward_set_threads(int threads);

/// Four words of Philox4x32-10 (Salmon et al., 2011) for this key and counter.
static inline void onward_philox(uint64_t key, uint64_t counter, uint32_t words[4]) {
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    uint32_t x0 = (uint32_t)counter, x1 = (uint32_t)(counter >> 32), x2 = 0, x3 = 0;
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)0xD2511F53u * x0, p1 = (uint64_t)0xCD9E8D57u * x2;
        uint32_t y0 = (uint32_t)(p1 >> 32) ^ x1 ^ k0, y2 = (uint32_t)(p0 >> 32) ^ x3 ^ k1;
        x1 = (uint32_t)p1;
        x3 = (uint32_t)p0;
        x0 = y0;
        x2 = y2;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    words[0] = x0, words[1] = x1, words[2] = x2, words[3] = x3;
}

#endif
