// Moving images between layouts. Included by shim.h, after place.h.

/// Images on their way from one layout to another.
typedef struct {
    dnnl_primitive_t primitive;
    dnnl_memory_t from, to;
} onward_regrouping;

static inline void onward_regrouping_destroy(onward_regrouping *regrouping) {
    if (regrouping->primitive) dnnl_primitive_destroy(regrouping->primitive);
    if (regrouping->from) dnnl_memory_destroy(regrouping->from);
    if (regrouping->to) dnnl_memory_destroy(regrouping->to);
    *regrouping = (onward_regrouping){0};
}

/// Prepares to bring images from groups of `lanes[0]` channels into groups of `lanes[1]`.
static inline dnnl_status_t onward_regrouping_create(
    onward_regrouping *regrouping, dnnl_engine_t engine, long images, long channels,
    long positions, const long lanes[2], bool bfloat16) {
    const dnnl_dims_t sizes = {images, channels, positions, 1};
    onward_layout from = {0}, to = {0};
    *regrouping = (onward_regrouping){0};
    dnnl_status_t status = onward_images_describe(&from, sizes, lanes[0], bfloat16);
    if (status == dnnl_success) status = onward_images_describe(&to, sizes, lanes[1], bfloat16);
    const onward_layout_view views[2] = {onward_view(&from), onward_view(&to)};
    if (status == dnnl_success)
        status = onward_move_create(&regrouping->primitive, views[0], views[1], false, engine);
    if (status == dnnl_success)
        status = dnnl_memory_create(&regrouping->from, views[0], engine, DNNL_MEMORY_NONE);
    if (status == dnnl_success)
        status = dnnl_memory_create(&regrouping->to, views[1], engine, DNNL_MEMORY_NONE);
    onward_layout_destroy(&from);
    onward_layout_destroy(&to);
    if (status != dnnl_success) onward_regrouping_destroy(regrouping);
    return status;
}

static inline dnnl_status_t onward_regrouping_run(
    const onward_regrouping *regrouping, dnnl_stream_t stream, const void *from, void *to) {
    dnnl_status_t status = dnnl_memory_set_data_handle(regrouping->from, (void *)from);
    if (status == dnnl_success) status = dnnl_memory_set_data_handle(regrouping->to, to);
    const dnnl_exec_arg_t arguments[2] = {
        {DNNL_ARG_FROM, regrouping->from}, {DNNL_ARG_TO, regrouping->to}};
    if (status == dnnl_success)
        status = dnnl_primitive_execute(regrouping->primitive, stream, 2, arguments);
    return status == dnnl_success ? dnnl_stream_wait(stream) : status;
}
