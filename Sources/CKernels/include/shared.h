// Arguments of the kernels for rows that share samples: row r shows sample r / run % samples, and
// has `own_columns` numbers of its own. `length`, `before` and `bias` may be NULL. What `void` points
// to is stored as activations are.
#ifndef ONWARD_SHARED_H
#define ONWARD_SHARED_H

/// Samples: length[row] = sqrt(factor · (Σ sample² + Σ own²)) + epsilon · before[row] for every row
/// that shows the sample. Samples lie `stride` numbers apart.
typedef struct {
    const void *sample, *own;
    const float *before;
    float *length;
    long samples, rows, run, columns, stride, own_columns;
    float factor, epsilon;
} onward_shared_lengths;

/// Columns of output[rows, columns]: output = activation((product[sample] + own · weight) / length
/// + bias), where weight[own_columns, columns] lies by two strides and is first copied to `room`.
/// Below zero the activation is `slope` times its argument.
typedef struct {
    const float *product;
    const void *own, *weight;
    const float *length, *bias;
    float *room;
    void *output;
    long samples, rows, run, columns, own_columns, weight_down, weight_right;
    float slope;
} onward_shared_spread;

/// Columns of error[rows, columns]: folded[sample] = Σ error / length over the sample's rows, and
/// gradient[own_columns, columns] = ownᵀ · error / length, summed in `room` and laid by two strides.
typedef struct {
    const void *error, *own;
    const float *length;
    float *room, *folded, *gradient;
    long samples, rows, run, columns, own_columns, gradient_down, gradient_right;
} onward_shared_fold;

#endif
