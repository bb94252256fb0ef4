// Convolution of images. Included by shim.h.
//
// oneDNN's fast kernels want layouts of their own. Images may lie in them already; what does not
// is moved between them and its owner's layout: kernels always, images where their channels do not
// go into whole groups.

/// N images of [channels / lanes, height, width, lanes], kernels of [filters, channels, kernel
/// height, width]; `lanes` of the source's and the target's.
typedef struct {
    long images, channels, filters, size[2], output[2], kernel[2], stride[2], before[2], after[2];
    long lanes[2];
    /// Which of source, kernel, bias and target are bfloat16 and not float32.
    bool bfloat16[4];
    bool bias;
    /// Whether gradients are added to what is there, or written over it.
    bool adds;
} onward_convolution_form;

typedef enum {
    /// target = rectifier(source * kernel + bias)
    ONWARD_FORWARD,
    /// kernel's and bias's gradients, from source and target's error
    ONWARD_KERNEL_GRADIENT,
    /// source's error, from target's and the kernel
    ONWARD_SOURCE_ERROR,
} onward_convolution_task;

/// A tensor where its owner keeps it, and where oneDNN wants it; `move` is NULL where that is one.
typedef struct {
    dnnl_memory_t outer, inner;
    dnnl_primitive_t move;
    size_t offset;
} onward_place;

/// A prepared convolution. `scratch` bytes, aligned to 64, are to be lent to every run.
typedef struct {
    onward_convolution_task task;
    dnnl_primitive_t primitive;
    onward_place source, kernel, bias, target;
    size_t scratch;
} onward_convolution;

static inline void onward_place_destroy(onward_place *place) {
    if (place->move) dnnl_primitive_destroy(place->move);
    if (place->inner != place->outer) dnnl_memory_destroy(place->inner);
    if (place->outer) dnnl_memory_destroy(place->outer);
    *place = (onward_place){0};
}

static inline void onward_convolution_destroy(onward_convolution *convolution) {
    onward_place_destroy(&convolution->source);
    onward_place_destroy(&convolution->kernel);
    onward_place_destroy(&convolution->bias);
    onward_place_destroy(&convolution->target);
    if (convolution->primitive) dnnl_primitive_destroy(convolution->primitive);
    convolution->primitive = NULL;
}

/// How a tensor is moved between its two places.
typedef enum { ONWARD_IN, ONWARD_OUT, ONWARD_ADD_OUT } onward_move;

static inline dnnl_status_t onward_move_create(
    dnnl_primitive_t *move, const dnnl_memory_desc_t *from, const dnnl_memory_desc_t *to,
    bool adds, dnnl_engine_t engine) {
    dnnl_primitive_attr_t attributes = NULL;
    dnnl_post_ops_t after = NULL;
    dnnl_primitive_desc_t prepared = NULL;
    dnnl_status_t status = dnnl_primitive_attr_create(&attributes);
    if (status == dnnl_success && adds) {
        status = dnnl_post_ops_create(&after);
        if (status == dnnl_success) status = dnnl_post_ops_append_sum(after, 1);
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
    onward_place *place, const dnnl_memory_desc_t *outer, const dnnl_memory_desc_t *inner,
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
    dnnl_memory_desc_t *description, const dnnl_dims_t sizes, long lanes, bool bfloat16) {
    const dnnl_format_tag_t tag = lanes == 16 ? dnnl_aBcd16b
        : lanes == 8                          ? dnnl_aBcd8b
        : lanes == 1                          ? dnnl_abcd
                                              : dnnl_format_tag_undef;
    return dnnl_memory_desc_init_by_tag(
        description, 4, sizes, bfloat16 ? dnnl_bf16 : dnnl_f32, tag);
}

/// [source, kernel, bias, target] as their owner keeps them, or in whatever layout serves best.
static inline dnnl_status_t onward_convolution_describe(
    dnnl_memory_desc_t descriptions[4], onward_convolution_form f, bool owned) {
    const dnnl_dims_t sizes[4] = {
        {f.images, f.channels, f.size[0], f.size[1]},
        {f.filters, f.channels, f.kernel[0], f.kernel[1]},
        {f.filters},
        {f.images, f.filters, f.output[0], f.output[1]}};
    dnnl_status_t status = dnnl_success;
    for (int i = 0; status == dnnl_success && i < 4; i++)
        status = owned && i % 3 == 0
            ? onward_images_describe(&descriptions[i], sizes[i], f.lanes[i / 3], f.bfloat16[i])
            : dnnl_memory_desc_init_by_tag(
                  &descriptions[i], i == 2 ? 1 : 4, sizes[i],
                  f.bfloat16[i] ? dnnl_bf16 : dnnl_f32,
                  i == 2 ? dnnl_a : owned ? dnnl_abcd : dnnl_format_tag_any);
    return status;
}

/// Describes the task; backward ones take the forward pass as a hint.
static inline dnnl_status_t onward_convolution_prepare_by(
    dnnl_alg_kind_t algorithm, dnnl_primitive_desc_t *prepared, onward_convolution_task task,
    onward_convolution_form f, onward_rectifier rectifier, dnnl_engine_t engine) {
    dnnl_memory_desc_t any[4], hinted[4];
    dnnl_convolution_desc_t forward, backward;
    dnnl_primitive_attr_t attributes = NULL;
    dnnl_primitive_desc_t hint = NULL;
    const dnnl_dims_t stride = {f.stride[0], f.stride[1]}, before = {f.before[0], f.before[1]},
                      after = {f.after[0], f.after[1]};
    dnnl_status_t status = onward_convolution_describe(any, f, false);
    // A gradient is float32, but the kernel that it is of is stored as the images are.
    onward_convolution_form hint_form = f;
    hint_form.bfloat16[1] = f.bfloat16[0] || f.bfloat16[1];
    if (status == dnnl_success) status = onward_convolution_describe(hinted, hint_form, false);
    if (status == dnnl_success)
        status = dnnl_convolution_forward_desc_init(
            &forward, dnnl_forward_training, algorithm, &hinted[0], &hinted[1],
            f.bias ? &hinted[2] : NULL, &hinted[3], stride, before, after);
    if (status == dnnl_success) status = onward_attributes_create(&attributes, rectifier);
    if (status == dnnl_success)
        status = dnnl_primitive_desc_create(&hint, &forward, attributes, engine, NULL);
    if (status == dnnl_success && task == ONWARD_KERNEL_GRADIENT)
        status = dnnl_convolution_backward_weights_desc_init(
            &backward, algorithm, &any[0], &any[1], f.bias ? &any[2] : NULL,
            &any[3], stride, before, after);
    if (status == dnnl_success && task == ONWARD_SOURCE_ERROR)
        status = dnnl_convolution_backward_data_desc_init(
            &backward, algorithm, &any[0], &any[1], &any[3], stride, before, after);
    if (task == ONWARD_FORWARD || status != dnnl_success) {
        *prepared = hint;
    } else {
        status = dnnl_primitive_desc_create(prepared, &backward, NULL, engine, hint);
        dnnl_primitive_desc_destroy(hint);
    }
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    return status;
}

/// Kernels of 3 × 3 on whole groups of channels take Winograd's algorithm where oneDNN has it: about
/// half the time for some five times direct convolution's rounding error, 1e-6 of the largest number.
static inline dnnl_status_t onward_convolution_prepare(
    dnnl_primitive_desc_t *prepared, onward_convolution_task task, onward_convolution_form f,
    onward_rectifier rectifier, dnnl_engine_t engine) {
    const bool suits = f.kernel[0] == 3 && f.kernel[1] == 3 && f.stride[0] == 1 && f.stride[1] == 1
        && f.lanes[0] > 1 && f.lanes[1] > 1;
    if (suits) {
        const dnnl_status_t status = onward_convolution_prepare_by(
            dnnl_convolution_winograd, prepared, task, f, rectifier, engine);
        if (status == dnnl_success) return status;
    }
    return onward_convolution_prepare_by(
        dnnl_convolution_direct, prepared, task, f, rectifier, engine);
}

static inline dnnl_status_t onward_convolution_create(
    onward_convolution *convolution, dnnl_engine_t engine, onward_convolution_task task,
    onward_convolution_form form, onward_rectifier rectifier) {
    *convolution = (onward_convolution){.task = task};
    dnnl_memory_desc_t outer[4];
    dnnl_primitive_desc_t prepared = NULL;
    dnnl_status_t status = onward_convolution_describe(outer, form, true);
    if (status == dnnl_success)
        status = onward_convolution_prepare(&prepared, task, form, rectifier, engine);
    if (status == dnnl_success) status = dnnl_primitive_create(&convolution->primitive, prepared);

    const bool learns = task == ONWARD_KERNEL_GRADIENT, returns = task == ONWARD_SOURCE_ERROR;
    const dnnl_query_t inner[4] = {
        returns ? dnnl_query_diff_src_md : dnnl_query_src_md,
        learns ? dnnl_query_diff_weights_md : dnnl_query_weights_md, dnnl_query_weights_md,
        task == ONWARD_FORWARD ? dnnl_query_dst_md : dnnl_query_diff_dst_md};
    const onward_move learned = form.adds ? ONWARD_ADD_OUT : ONWARD_OUT;
    const onward_move moves[4] = {
        returns ? ONWARD_OUT : ONWARD_IN, learns ? learned : ONWARD_IN,
        learns ? learned : ONWARD_IN, task == ONWARD_FORWARD ? ONWARD_OUT : ONWARD_IN};
    onward_place *places[4] = {
        &convolution->source, &convolution->kernel, &convolution->bias, &convolution->target};
    for (int i = 0; status == dnnl_success && i < 4; i++) {
        if (i == 2 && (returns || !form.bias)) continue;
        // A bias has one layout only.
        const dnnl_memory_desc_t *description =
            i == 2 ? &outer[2] : dnnl_primitive_desc_query_md(prepared, inner[i], 0);
        status = onward_place_create(
            places[i], &outer[i], description, moves[i], &convolution->scratch, engine);
    }
    if (prepared) dnnl_primitive_desc_destroy(prepared);
    if (status != dnnl_success) onward_convolution_destroy(convolution);
    return status;
}

/// Whether images do not lie as the prepared convolution wants them.
static inline bool onward_convolution_moves_images(onward_convolution convolution) {
    return convolution.source.move || convolution.target.move;
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

/// Runs a prepared convolution on these tensors.
///
/// `moves_kernel` may be false where the last run had the same kernel and nothing else has
/// written to the scratch since. A kernel's gradient is always moved.
static inline dnnl_status_t onward_convolution_run(
    onward_convolution *c, dnnl_stream_t stream, const void *source, const void *kernel,
    const void *bias, const void *target, void *scratch, bool moves_kernel) {
    const bool forward = c->task == ONWARD_FORWARD, learns = c->task == ONWARD_KERNEL_GRADIENT;
    const bool returns = c->task == ONWARD_SOURCE_ERROR;
    dnnl_status_t status = onward_place_set(&c->source, source, scratch);
    if (status == dnnl_success) status = onward_place_set(&c->kernel, kernel, scratch);
    if (status == dnnl_success) status = onward_place_set(&c->bias, bias, scratch);
    if (status == dnnl_success) status = onward_place_set(&c->target, target, scratch);

    if (status == dnnl_success && !returns) status = onward_place_move(&c->source, stream, true);
    if (status == dnnl_success && !learns && moves_kernel)
        status = onward_place_move(&c->kernel, stream, true);
    if (status == dnnl_success && !forward) status = onward_place_move(&c->target, stream, true);

    const dnnl_exec_arg_t arguments[4] = {
        {returns ? DNNL_ARG_DIFF_SRC : DNNL_ARG_SRC, c->source.inner},
        {learns ? DNNL_ARG_DIFF_WEIGHTS : DNNL_ARG_WEIGHTS, c->kernel.inner},
        {forward ? DNNL_ARG_DST : DNNL_ARG_DIFF_DST, c->target.inner},
        {learns ? DNNL_ARG_DIFF_BIAS : DNNL_ARG_BIAS, c->bias.inner}};
    if (status == dnnl_success)
        status = dnnl_primitive_execute(c->primitive, stream, c->bias.outer ? 4 : 3, arguments);

    if (status == dnnl_success && returns) status = onward_place_move(&c->source, stream, false);
    if (status == dnnl_success && learns) status = onward_place_move(&c->kernel, stream, false);
    if (status == dnnl_success && learns) status = onward_place_move(&c->bias, stream, false);
    if (status == dnnl_success && forward) status = onward_place_move(&c->target, stream, false);
    return status == dnnl_success ? dnnl_stream_wait(stream) : status;
}
