// The one place, with the headers it includes, that knows which oneDNN this is. Everything above
// sees `onward_product` and `onward_convolution`.
#ifndef ONWARD_ONEDNN_SHIM_H
#define ONWARD_ONEDNN_SHIM_H

#include <oneapi/dnnl/dnnl.h>
#include <stdbool.h>
#include <stddef.h>

#if DNNL_VERSION_MAJOR != 2
#error "Onward speaks oneDNN's 2.x API; its 3.x API (opaque descriptors) belongs in this header."
#endif

#include "activation.h"
#include "convolution.h"
#include "regrouping.h"

/// A strided matrix: element (i, j) lies at `i * row_stride + j * column_stride`.
typedef struct {
    long rows, columns, row_stride, column_stride;
    /// Whether its numbers are bfloat16 and not float32.
    bool bfloat16;
} onward_operand;

/// Whether products of bfloat16 numbers are instructions of this processor, and oneDNN uses them.
static inline bool onward_multiplies_bfloat16(void) {
    return (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_bf16)
        == dnnl_cpu_isa_avx512_core_bf16;
}

/// A prepared product `c = activation(a · b + bias)` with memory handles made once.
typedef struct {
    dnnl_primitive_t primitive;
    dnnl_memory_t memories[4];
    dnnl_exec_arg_t arguments[4];
    int count;
} onward_product;

static inline dnnl_status_t onward_describe(onward_operand o, dnnl_memory_desc_t *description) {
    dnnl_dims_t sizes = {o.rows, o.columns}, strides = {o.row_stride, o.column_stride};
    return dnnl_memory_desc_init_by_strides(
        description, 2, sizes, o.bfloat16 ? dnnl_bf16 : dnnl_f32, strides);
}

static inline void onward_product_destroy(onward_product *product) {
    for (int i = 0; i < product->count; i++) dnnl_memory_destroy(product->memories[i]);
    if (product->primitive) dnnl_primitive_destroy(product->primitive);
    product->primitive = NULL;
    product->count = 0;
}

static inline dnnl_status_t onward_product_create(
    onward_product *product, dnnl_engine_t engine, onward_operand a, onward_operand b,
    onward_operand c, bool bias, onward_rectifier rectifier) {
    dnnl_memory_desc_t descriptions[4];
    const int roles[4] = {DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST, DNNL_ARG_BIAS};
    onward_operand row = {1, c.columns, c.columns, 1, false};
    *product = (onward_product){0};
    dnnl_status_t status = onward_describe(a, &descriptions[0]);
    if (status == dnnl_success) status = onward_describe(b, &descriptions[1]);
    if (status == dnnl_success) status = onward_describe(c, &descriptions[2]);
    if (status == dnnl_success) status = onward_describe(row, &descriptions[3]);

    dnnl_matmul_desc_t operation;
    if (status == dnnl_success)
        status = dnnl_matmul_desc_init(
            &operation, &descriptions[0], &descriptions[1], bias ? &descriptions[3] : NULL,
            &descriptions[2]);

    dnnl_primitive_attr_t attributes = NULL;
    if (status == dnnl_success) status = onward_attributes_create(&attributes, rectifier);

    dnnl_primitive_desc_t prepared = NULL;
    if (status == dnnl_success)
        status = dnnl_primitive_desc_create(&prepared, &operation, attributes, engine, NULL);
    if (status == dnnl_success) status = dnnl_primitive_create(&product->primitive, prepared);
    if (prepared) dnnl_primitive_desc_destroy(prepared);
    if (attributes) dnnl_primitive_attr_destroy(attributes);

    for (int i = 0; status == dnnl_success && i < (bias ? 4 : 3); i++) {
        status = dnnl_memory_create(
            &product->memories[i], &descriptions[i], engine, DNNL_MEMORY_NONE);
        if (status != dnnl_success) break;
        product->arguments[i] = (dnnl_exec_arg_t){roles[i], product->memories[i]};
        product->count = i + 1;
    }
    if (status != dnnl_success) onward_product_destroy(product);
    return status;
}

/// Runs a prepared product on these operands. `bias` counts only where the product has one.
static inline dnnl_status_t onward_product_run(
    const onward_product *product, dnnl_stream_t stream, const void *a, const void *b, void *c,
    const void *bias) {
    const void *handles[4] = {a, b, c, bias};
    for (int i = 0; i < product->count; i++) {
        dnnl_status_t status =
            dnnl_memory_set_data_handle(product->memories[i], (void *)handles[i]);
        if (status != dnnl_success) return status;
    }
    dnnl_status_t status =
        dnnl_primitive_execute(product->primitive, stream, product->count, product->arguments);
    return status == dnnl_success ? dnnl_stream_wait(stream) : status;
}

#endif
