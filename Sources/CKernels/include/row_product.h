// Arguments of the product of one row.
#ifndef ONWARD_ROW_PRODUCT_H
#define ONWARD_ROW_PRODUCT_H

#include "bfloat16.h"

/// The least columns of that product.
enum { ONWARD_LEAST_COLUMNS = 16 };

/// Columns: output[m] = y for y > 0, else slope · y, with y = Σ input[k] · weight[k, m] + bias[m].
///   input [depth], bias [columns] or NULL, weight [depth, columns] with its rows `stride` apart
typedef struct {
    const float *input, *bias;
    const onward_bfloat16 *weight;
    float *output;
    long depth, columns, stride;
    float slope;
} onward_row_product;

#endif
