// The one place that knows which oneDNN this is: a header for each version. Everything above sees `onward_product` and `onward_convolution`.
#ifndef ONWARD_ONEDNN_SHIM_H
#define ONWARD_ONEDNN_SHIM_H

#include <oneapi/dnnl/dnnl.h>
#include <stdbool.h>
#include <stddef.h>

#include "windowing.h"

#if DNNL_VERSION_MAJOR == 2
#include "version2.h"
#elif DNNL_VERSION_MAJOR == 3
#include "version3.h"
#else
#error "Onward speaks the APIs of oneDNN 2.x and 3.x; another one belongs in a header beside them."
#endif

#include "activation.h"
#include "place.h"
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
    /// Of the operands, of the bias where there is one, and last of the scratch where a run needs any.
    dnnl_memory_t memories[5];
    dnnl_exec_arg_t arguments[5];
    int count;
    /// Bytes that a run borrows.
    size_t scratch;
} onward_product;

static inline dnnl_status_t onward_describe(onward_operand o, onward_layout *layout) {
    dnnl_dims_t sizes = {o.rows, o.columns}, strides = {o.row_stride, o.column_stride};
    return onward_layout_by_strides(
        layout, 2, sizes, o.bfloat16 ? dnnl_bf16 : dnnl_f32, strides);
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
    onward_layout layouts[4] = {0};
    const int roles[5] = {
        DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST, DNNL_ARG_BIAS, DNNL_ARG_SCRATCHPAD};
    const onward_operand operands[4] = {a, b, c, {1, c.columns, c.columns, 1, false}};
    *product = (onward_product){0};
    dnnl_status_t status = dnnl_success;
    for (int i = 0; status == dnnl_success && i < 4; i++)
        status = onward_describe(operands[i], &layouts[i]);

    dnnl_primitive_attr_t attributes = NULL;
    if (status == dnnl_success) status = onward_attributes_create(&attributes, rectifier);
    // Room to work in is lent to a run: one for all products, where oneDNN would keep one for each.
    if (status == dnnl_success)
        status = dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user);

    dnnl_primitive_desc_t prepared = NULL;
    if (status == dnnl_success)
        status = onward_prepare_product(
            &prepared, engine, onward_view(&layouts[0]), onward_view(&layouts[1]),
            bias ? onward_view(&layouts[3]) : NULL, onward_view(&layouts[2]), attributes);
    if (status == dnnl_success) status = dnnl_primitive_create(&product->primitive, prepared);
    if (attributes) dnnl_primitive_attr_destroy(attributes);

    const onward_layout_view needed = status == dnnl_success
        ? dnnl_primitive_desc_query_md(prepared, dnnl_query_scratchpad_md, 0) : NULL;
    product->scratch = needed ? dnnl_memory_desc_get_size(needed) : 0;
    for (int i = 0; status == dnnl_success && i < 5; i++) {
        if (i == 3 ? !bias : i == 4 && product->scratch == 0) continue;
        dnnl_memory_t *memory = &product->memories[product->count];
        status = dnnl_memory_create(
            memory, i == 4 ? needed : onward_view(&layouts[i]), engine, DNNL_MEMORY_NONE);
        if (status != dnnl_success) break;
        product->arguments[product->count++] = (dnnl_exec_arg_t){roles[i], *memory};
    }
    if (prepared) dnnl_primitive_desc_destroy(prepared);
    for (int i = 0; i < 4; i++) onward_layout_destroy(&layouts[i]);
    if (status != dnnl_success) onward_product_destroy(product);
    return status;
}

/// Runs a prepared product on these operands. `bias` counts only where the product has one.
static inline dnnl_status_t onward_product_run(
    const onward_product *product, dnnl_stream_t stream, const void *a, const void *b, void *c,
    const void *bias, void *scratch) {
    const void *handles[4] = {a, b, c, bias};
    for (int i = 0; i < product->count; i++) {
        const bool lends = product->arguments[i].arg == DNNL_ARG_SCRATCHPAD;
        dnnl_status_t status = dnnl_memory_set_data_handle(
            product->memories[i], lends ? scratch : (void *)handles[i]);
        if (status != dnnl_success) return status;
    }
    dnnl_status_t status =
        dnnl_primitive_execute(product->primitive, stream, product->count, product->arguments);
    return status == dnnl_success ? dnnl_stream_wait(stream) : status;
}

#endif
