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

/// A prepared convolution. `scratch` bytes, aligned to 64, are to be lent to every run.
typedef struct {
    onward_convolution_task task;
    dnnl_primitive_t primitive;
    onward_place source, kernel, bias, target;
    size_t scratch;
    /// What a forward pass computes in, and where in the scratch; NULL where it needs nothing. oneDNN's
    /// own belongs to the thread that prepared, but rooms to answer in go from thread to thread.
    dnnl_memory_t lent;
    size_t lent_offset;
} onward_convolution;

static inline void onward_convolution_destroy(onward_convolution *convolution) {
    onward_place_destroy(&convolution->source);
    onward_place_destroy(&convolution->kernel);
    onward_place_destroy(&convolution->bias);
    onward_place_destroy(&convolution->target);
    if (convolution->primitive) dnnl_primitive_destroy(convolution->primitive);
    if (convolution->lent) dnnl_memory_destroy(convolution->lent);
    convolution->primitive = NULL;
    convolution->lent = NULL;
}

/// [source, kernel, bias, target] as their owner keeps them, or in whatever layout serves best.
static inline dnnl_status_t onward_convolution_describe(
    onward_layout layouts[4], onward_convolution_form f, bool owned) {
    const dnnl_dims_t sizes[4] = {
        {f.images, f.channels, f.size[0], f.size[1]},
        {f.filters, f.channels, f.kernel[0], f.kernel[1]},
        {f.filters},
        {f.images, f.filters, f.output[0], f.output[1]}};
    dnnl_status_t status = dnnl_success;
    for (int i = 0; status == dnnl_success && i < 4; i++)
        status = owned && i % 3 == 0
            ? onward_images_describe(&layouts[i], sizes[i], f.lanes[i / 3], f.bfloat16[i])
            : onward_layout_by_tag(
                  &layouts[i], i == 2 ? 1 : 4, sizes[i],
                  f.bfloat16[i] ? dnnl_bf16 : dnnl_f32,
                  i == 2 ? dnnl_a : owned ? dnnl_abcd : dnnl_format_tag_any);
    return status;
}

static inline void onward_layouts_destroy(onward_layout layouts[4]) {
    for (int i = 0; i < 4; i++) onward_layout_destroy(&layouts[i]);
}

/// Prepares the task; backward ones take the forward pass as a hint.
static inline dnnl_status_t onward_convolution_prepare_by(
    dnnl_alg_kind_t algorithm, dnnl_primitive_desc_t *prepared, onward_convolution_task task,
    onward_convolution_form f, onward_rectifier rectifier, dnnl_engine_t engine) {
    onward_layout any[4] = {0}, hinted[4] = {0};
    dnnl_primitive_attr_t attributes = NULL;
    dnnl_primitive_desc_t hint = NULL;
    const onward_windowing windowing = {
        algorithm, {f.stride[0], f.stride[1]}, {f.before[0], f.before[1]},
        {f.after[0], f.after[1]}};
    dnnl_status_t status = onward_convolution_describe(any, f, false);
    // A gradient is float32, but the kernel that it is of is stored as the images are.
    onward_convolution_form hint_form = f;
    hint_form.bfloat16[1] = f.bfloat16[0] || f.bfloat16[1];
    if (status == dnnl_success) status = onward_convolution_describe(hinted, hint_form, false);
    if (status == dnnl_success) status = onward_attributes_create(&attributes, rectifier);
    if (status == dnnl_success && task == ONWARD_FORWARD)
        status = dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user);
    if (status == dnnl_success)
        status = onward_prepare_forward(
            &hint, engine, windowing, onward_view(&hinted[0]), onward_view(&hinted[1]),
            f.bias ? onward_view(&hinted[2]) : NULL, onward_view(&hinted[3]), attributes);
    if (status == dnnl_success && task == ONWARD_KERNEL_GRADIENT)
        status = onward_prepare_kernel_gradient(
            prepared, engine, windowing, onward_view(&any[0]), onward_view(&any[1]),
            f.bias ? onward_view(&any[2]) : NULL, onward_view(&any[3]), hint);
    if (status == dnnl_success && task == ONWARD_SOURCE_ERROR)
        status = onward_prepare_source_error(
            prepared, engine, windowing, onward_view(&any[0]), onward_view(&any[1]),
            onward_view(&any[3]), hint);
    if (status == dnnl_success && task == ONWARD_FORWARD) {
        *prepared = hint;
    } else if (hint) {
        dnnl_primitive_desc_destroy(hint);
    }
    onward_layouts_destroy(any);
    onward_layouts_destroy(hinted);
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
    onward_layout outer[4] = {0};
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
        const onward_layout_view wanted =
            i == 2 ? onward_view(&outer[2]) : dnnl_primitive_desc_query_md(prepared, inner[i], 0);
        status = onward_place_create(
            places[i], onward_view(&outer[i]), wanted, moves[i], &convolution->scratch, engine);
    }
    if (status == dnnl_success && task == ONWARD_FORWARD) {
        const onward_layout_view needed =
            dnnl_primitive_desc_query_md(prepared, dnnl_query_scratchpad_md, 0);
        const size_t bytes = needed ? dnnl_memory_desc_get_size(needed) : 0;
        convolution->lent_offset = convolution->scratch;
        convolution->scratch += (bytes + 63) / 64 * 64;
        if (bytes > 0)
            status = dnnl_memory_create(&convolution->lent, needed, engine, DNNL_MEMORY_NONE);
    }
    onward_layouts_destroy(outer);
    if (prepared) dnnl_primitive_desc_destroy(prepared);
    if (status != dnnl_success) onward_convolution_destroy(convolution);
    return status;
}

/// Whether images do not lie as the prepared convolution wants them.
static inline bool onward_convolution_moves_images(onward_convolution convolution) {
    return convolution.source.move || convolution.target.move;
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

    if (status == dnnl_success && c->lent)
        status = dnnl_memory_set_data_handle(c->lent, (char *)scratch + c->lent_offset);

    dnnl_exec_arg_t arguments[5] = {
        {returns ? DNNL_ARG_DIFF_SRC : DNNL_ARG_SRC, c->source.inner},
        {learns ? DNNL_ARG_DIFF_WEIGHTS : DNNL_ARG_WEIGHTS, c->kernel.inner},
        {forward ? DNNL_ARG_DST : DNNL_ARG_DIFF_DST, c->target.inner},
        {learns ? DNNL_ARG_DIFF_BIAS : DNNL_ARG_BIAS, c->bias.inner}};
    int count = c->bias.outer ? 4 : 3;
    if (c->lent) arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_SCRATCHPAD, c->lent};
    if (status == dnnl_success)
        status = dnnl_primitive_execute(c->primitive, stream, count, arguments);

    if (status == dnnl_success && returns) status = onward_place_move(&c->source, stream, false);
    if (status == dnnl_success && learns) status = onward_place_move(&c->kernel, stream, false);
    if (status == dnnl_success && learns) status = onward_place_move(&c->bias, stream, false);
    if (status == dnnl_success && forward) status = onward_place_move(&c->target, stream, false);
    return status == dnnl_success ? dnnl_stream_wait(stream) : status;
}
