// oneDNN 2.x: layouts are values, and a primitive is described before it is prepared. Included by
// shim.h, as version3.h is for 3.x, which has the same functions.

/// How a tensor's numbers lie, as its owner holds it and as functions read it.
typedef dnnl_memory_desc_t onward_layout;
typedef const dnnl_memory_desc_t *onward_layout_view;

static inline onward_layout_view onward_view(const onward_layout *layout) { return layout; }

static inline void onward_layout_destroy(onward_layout *layout) { (void)layout; }

static inline dnnl_status_t onward_layout_by_strides(
    onward_layout *layout, int count, const dnnl_dims_t sizes, dnnl_data_type_t type,
    const dnnl_dims_t strides) {
    return dnnl_memory_desc_init_by_strides(layout, count, sizes, type, strides);
}

static inline dnnl_status_t onward_layout_by_tag(
    onward_layout *layout, int count, const dnnl_dims_t sizes, dnnl_data_type_t type,
    dnnl_format_tag_t tag) {
    return dnnl_memory_desc_init_by_tag(layout, count, sizes, type, tag);
}

static inline dnnl_status_t onward_append_rectifier(dnnl_post_ops_t after, float slope) {
    return dnnl_post_ops_append_eltwise(after, 1, dnnl_eltwise_relu, slope, 0);
}

static inline dnnl_status_t onward_append_sum(dnnl_post_ops_t after) {
    return dnnl_post_ops_append_sum(after, 1);
}

static inline dnnl_status_t onward_prepare_product(
    dnnl_primitive_desc_t *prepared, dnnl_engine_t engine, onward_layout_view a,
    onward_layout_view b, onward_layout_view bias, onward_layout_view c,
    dnnl_primitive_attr_t attributes) {
    dnnl_matmul_desc_t operation;
    dnnl_status_t status = dnnl_matmul_desc_init(&operation, a, b, bias, c);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(prepared, &operation, attributes, engine, NULL);
}

static inline dnnl_status_t onward_prepare_forward(
    dnnl_primitive_desc_t *prepared, dnnl_engine_t engine, onward_windowing w,
    onward_layout_view source, onward_layout_view kernel, onward_layout_view bias,
    onward_layout_view target, dnnl_primitive_attr_t attributes) {
    dnnl_convolution_desc_t operation;
    dnnl_status_t status = dnnl_convolution_forward_desc_init(
        &operation, dnnl_forward_training, w.algorithm, source, kernel, bias, target, w.stride,
        w.before, w.after);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(prepared, &operation, attributes, engine, NULL);
}

static inline dnnl_status_t onward_prepare_kernel_gradient(
    dnnl_primitive_desc_t *prepared, dnnl_engine_t engine, onward_windowing w,
    onward_layout_view source, onward_layout_view kernel, onward_layout_view bias,
    onward_layout_view target, dnnl_primitive_desc_t hint) {
    dnnl_convolution_desc_t operation;
    dnnl_status_t status = dnnl_convolution_backward_weights_desc_init(
        &operation, w.algorithm, source, kernel, bias, target, w.stride, w.before, w.after);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(prepared, &operation, NULL, engine, hint);
}

static inline dnnl_status_t onward_prepare_source_error(
    dnnl_primitive_desc_t *prepared, dnnl_engine_t engine, onward_windowing w,
    onward_layout_view source, onward_layout_view kernel, onward_layout_view target,
    dnnl_primitive_desc_t hint) {
    dnnl_convolution_desc_t operation;
    dnnl_status_t status = dnnl_convolution_backward_data_desc_init(
        &operation, w.algorithm, source, kernel, target, w.stride, w.before, w.after);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(prepared, &operation, NULL, engine, hint);
}
