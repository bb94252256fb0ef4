// Tensors that are moved between their owner's layout and oneDNN's. Included by shim.h.

/// A tensor where its owner keeps it, and where oneDNN wants it; `move` is NULL where that is one.
typedef struct {
    dnnl_memory_t outer, inner;
    dnnl_primitive_t move;
    size_t offset;
} onward_place;

static inline void onward_place_destroy(onward_place *place) {
    if (place->move) dnnl_primitive_destroy(place->move);
    if (place->inner != place->outer) dnnl_memory_destroy(place->inner);
    if (place->outer) dnnl_memory_destroy(place->outer);
    *place = (onward_place){0};
}

/// How a tensor is moved between its two places.
typedef enum { ONWARD_IN, ONWARD_OUT, ONWARD_ADD_OUT } onward_move;

static inline dnnl_status_t onward_move_create(
    dnnl_primitive_t *move, onward_layout_view from, onward_layout_view to, bool adds,
    dnnl_engine_t engine) {
    dnnl_primitive_attr_t attributes = NULL;
    dnnl_post_ops_t after = NULL;
    dnnl_primitive_desc_t prepared = NULL;
    dnnl_status_t status = dnnl_primitive_attr_create(&attributes);
    if (status == dnnl_success && adds) {
        status = dnnl_post_ops_create(&after);
        if (status == dnnl_success) status = onward_append_sum(after);
        if (status == dnnl_success) status = dnnl_primitive_attr_set_post_ops(attributes, after);
    }
    if (status == dnnl_success)
        status = dnnl_reorder_primitive_desc_create(
            &prepared, from, engine, to, engine, attributes);
    if (status == dnnl_success) status = dnnl_primitive_create(move, prepared);
    if (prepared) dnnl_primitive_desc_destroy(prepared);
    if (after) dnnl_post_ops_destroy(after);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    return status;
}

/// Makes both memories of a tensor, and what moves between them where they differ. What is added
/// to is always computed elsewhere first.
static inline dnnl_status_t onward_place_create(
    onward_place *place, onward_layout_view outer, onward_layout_view inner,
    onward_move move, size_t *scratch, dnnl_engine_t engine) {
    dnnl_status_t status = dnnl_memory_create(&place->outer, outer, engine, DNNL_MEMORY_NONE);
    place->inner = place->outer;
    if (status != dnnl_success || (move != ONWARD_ADD_OUT && dnnl_memory_desc_equal(outer, inner)))
        return status;
    status = move == ONWARD_IN
        ? onward_move_create(&place->move, outer, inner, false, engine)
        : onward_move_create(&place->move, inner, outer, move == ONWARD_ADD_OUT, engine);
    place->inner = NULL;
    if (status != dnnl_success) return status;
    place->offset = *scratch;
    *scratch += (dnnl_memory_desc_get_size(inner) + 63) / 64 * 64;
    return dnnl_memory_create(&place->inner, inner, engine, DNNL_MEMORY_NONE);
}

/// Images of [channels / lanes, height, width, lanes].
static inline dnnl_status_t onward_images_describe(
    onward_layout *layout, const dnnl_dims_t sizes, long lanes, bool bfloat16) {
    const dnnl_format_tag_t tag = lanes == 16 ? dnnl_aBcd16b
        : lanes == 8                          ? dnnl_aBcd8b
        : lanes == 1                          ? dnnl_abcd
                                              : dnnl_format_tag_undef;
    return onward_layout_by_tag(layout, 4, sizes, bfloat16 ? dnnl_bf16 : dnnl_f32, tag);
}

static inline dnnl_status_t onward_place_set(
    onward_place *place, const void *outer, char *scratch) {
    if (!place->outer) return dnnl_success;
    dnnl_status_t status = dnnl_memory_set_data_handle(place->outer, (void *)outer);
    if (status == dnnl_success && place->move)
        status = dnnl_memory_set_data_handle(place->inner, scratch + place->offset);
    return status;
}

static inline dnnl_status_t onward_place_move(
    const onward_place *place, dnnl_stream_t stream, bool in) {
    if (!place->move) return dnnl_success;
    const dnnl_exec_arg_t arguments[2] = {
        {DNNL_ARG_FROM, in ? place->outer : place->inner},
        {DNNL_ARG_TO, in ? place->inner : place->outer}};
    return dnnl_primitive_execute(place->move, stream, 2, arguments);
}
