// oneDNN 3.x: layouts are objects, and a primitive is prepared at once. Included by shim.h, as
// version2.h is for 2.x, which has the same functions.

/// How a tensor's numbers lie, as its owner holds it and as functions read it.
typedef dnnl_memory_desc_t onward_layout;
typedef const_dnnl_memory_desc_t onward_layout_view;

static inline onward_layout_view onward_view(const onward_layout *layout) { return *layout; }

static inline void onward_layout_destroy(onward_layout *layout) {
    if (*layout) dnnl_memory_desc_destroy(*layout);
    *layout = NULL;
}

static inline dnnl_status_t onward_layout_by_strides(
    onward_layout *layout, int count, const dnnl_dims_t sizes, dnnl_data_type_t type,
    const dnnl_dims_t strides) {
    return dnnl_memory_desc_create_with_strides(layout, count, sizes, type, strides);
}

static inline dnnl_status_t onward_layout_by_tag(
    onward_layout *layout, int count, const dnnl_dims_t sizes, dnnl_data_type_t type,
    dnnl_format_tag_t tag) {
    return dnnl_memory_desc_create_with_tag(layout, count, sizes, type, tag);
}

static inline dnnl_status_t onward_append_rectifier(dnnl_post_ops_t after, float slope) {
    return dnnl_post_ops_append_eltwise(after, dnnl_eltwise_relu, slope, 0);
}

static inline dnnl_status_t onward_append_sum(dnnl_post_ops_t after) {
    return dnnl_post_ops_append_sum(after, 1, 0, dnnl_data_type_undef);
}

static inline dnnl_status_t onward_prepare_product(
    dnnl_primitive_desc_t *prepared, dnnl_engine_t engine, onward_layout_view a,
    onward_layout_view b, onward_layout_view bias, onward_layout_view c,
    dnnl_primitive_attr_t attributes) {
    return dnnl_matmul_primitive_desc_create(prepared, engine, a, b, bias, c, attributes);
}

/// Windows without gaps.
static const dnnl_dims_t onward_no_gaps = {0, 0};

static inline dnnl_status_t onward_prepare_forward(
    dnnl_primitive_desc_t *prepared, dnnl_engine_t engine, onward_windowing w,
    onward_layout_view source, onward_layout_view kernel, onward_layout_view bias,
    onward_layout_view target, dnnl_primitive_attr_t attributes) {
    return dnnl_convolution_forward_primitive_desc_create(
        prepared, engine, dnnl_forward_training, w.algorithm, source, kernel, bias, target,
        w.stride, onward_no_gaps, w.before, w.after, attributes);
}

static inline dnnl_status_t onward_prepare_kernel_gradient(
    dnnl_primitive_desc_t *prepared, dnnl_engine_t engine, onward_windowing w,
    onward_layout_view source, onward_layout_view kernel, onward_layout_view bias,
    onward_layout_view target, dnnl_primitive_desc_t hint) {
    return dnnl_convolution_backward_weights_primitive_desc_create(
        prepared, engine, w.algorithm, source, kernel, bias, target, w.stride, onward_no_gaps,
        w.before, w.after, hint, NULL);
}

static inline dnnl_status_t onward_prepare_source_error(
    dnnl_primitive_desc_t *prepared, dnnl_engine_t engine, onward_windowing w,
    onward_layout_view source, onward_layout_view kernel, onward_layout_view target,
    dnnl_primitive_desc_t hint) {
    return dnnl_convolution_backward_data_primitive_desc_create(
        prepared, engine, w.algorithm, source, kernel, target, w.stride, onward_no_gaps, w.before,
        w.after, hint, NULL);
}
