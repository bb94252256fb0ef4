// The pooling loops, compiled twice as part of bodies.h. A group is as many channels of one sample as
// lie side by side, [height, width, lanes]; windows are walked a row of them at a time, tap by tap,
// in row-major order.
//
// ALONG_WINDOWS runs `loop` with the windows' measures; several times, because the usual 2 × 2
// windows that do not overlap, and whole registers of channels, become vector code only where the
// compiler knows their size.
#define ALONG_WINDOWS(loop, w, ...)                                                                \
    if (w.lanes == 16)                                                                             \
        loop(w, w.window_height, w.window_width, w.stride_right, 16, __VA_ARGS__);                 \
    else if (w.lanes > 1)                                                                          \
        loop(w, w.window_height, w.window_width, w.stride_right, w.lanes, __VA_ARGS__);            \
    else if (w.window_height == 2 && w.window_width == 2 && w.stride_right == 2)                   \
        loop(w, 2, 2, 2, 1, __VA_ARGS__);                                                          \
    else                                                                                           \
        loop(w, w.window_height, w.window_width, w.stride_right, 1, __VA_ARGS__)
#define LOOP static inline __attribute__((always_inline)) void

static inline long NAME(image_size)(onward_windows w) { return w.height * w.width * w.lanes; }

static inline long NAME(pooled_size)(onward_windows w) { return w.rows * w.columns * w.lanes; }

LOOP NAME(average_group)(
    const onward_windows w, long height, long width, long stride, const long lanes,
    const float *restrict input, float *restrict output) {
    const float share = 1 / (float)(height * width);
    for (long r = 0; r < w.rows; r++, output += w.columns * lanes) {
        for (long c = 0; c < w.columns * lanes; c++) output[c] = 0;
        for (long y = 0; y < height; y++) {
            const float *row = input + (r * w.stride_down + y) * w.width * lanes;
            for (long c = 0; c < w.columns; c++)
                for (long x = 0; x < width; x++)
                    for (long l = 0; l < lanes; l++)
                        output[c * lanes + l] += row[(c * stride + x) * lanes + l];
        }
        for (long c = 0; c < w.columns * lanes; c++) output[c] *= share;
    }
}

LOOP NAME(average_back_group)(
    const onward_windows w, long height, long width, long stride, const long lanes,
    const float *restrict error, float *restrict result) {
    const float share = 1 / (float)(height * width);
    memset(result, 0, (size_t)(w.height * w.width * lanes) * sizeof(float));
    for (long r = 0; r < w.rows; r++, error += w.columns * lanes)
        for (long y = 0; y < height; y++) {
            float *row = result + (r * w.stride_down + y) * w.width * lanes;
            for (long c = 0; c < w.columns; c++)
                for (long x = 0; x < width; x++)
                    for (long l = 0; l < lanes; l++)
                        row[(c * stride + x) * lanes + l] += share * error[c * lanes + l];
        }
}

// What is not a number wins, and stays.
LOOP NAME(max_group)(
    const onward_windows w, long height, long width, long stride, const long lanes,
    const float *restrict input, float *restrict output) {
    for (long r = 0; r < w.rows; r++, output += w.columns * lanes) {
        for (long c = 0; c < w.columns * lanes; c++) output[c] = -INFINITY;
        for (long y = 0; y < height; y++) {
            const float *row = input + (r * w.stride_down + y) * w.width * lanes;
            for (long c = 0; c < w.columns; c++)
                for (long x = 0; x < width; x++)
                    for (long l = 0; l < lanes; l++) {
                        const float value = row[(c * stride + x) * lanes + l];
                        float *best = &output[c * lanes + l];
                        *best = value > *best || value != value ? value : *best;
                    }
        }
    }
}

// An error that was given away becomes 0, so that a later equal number receives nothing.
LOOP NAME(max_back_group)(
    const onward_windows w, long height, long width, long stride, const long lanes,
    const float *restrict input, const float *restrict output, float *restrict error,
    float *restrict result) {
    memset(result, 0, (size_t)(w.height * w.width * lanes) * sizeof(float));
    for (long r = 0; r < w.rows; r++, error += w.columns * lanes, output += w.columns * lanes)
        for (long y = 0; y < height; y++) {
            const long start = (r * w.stride_down + y) * w.width;
            for (long c = 0; c < w.columns; c++)
                for (long x = 0; x < width; x++)
                    for (long l = 0; l < lanes; l++) {
                        const long place = (start + c * stride + x) * lanes + l;
                        float *left = &error[c * lanes + l];
                        const bool gives = input[place] == output[c * lanes + l];
                        result[place] += gives ? *left : 0;
                        *left = gives ? 0 : *left;
                    }
        }
}

KERNEL static void NAME(average_pool)(const void *arguments, long begin, long end) {
    const onward_pool a = *(const onward_pool *)arguments;
    const long size = NAME(image_size)(a.windows), pooled = NAME(pooled_size)(a.windows);
    for (long i = begin; i < end; i++) {
        ALONG_WINDOWS(
            NAME(average_group), a.windows, a.input + i * size, a.output + i * pooled);
    }
}

KERNEL static void NAME(average_back)(const void *arguments, long begin, long end) {
    const onward_average_back a = *(const onward_average_back *)arguments;
    const long size = NAME(image_size)(a.windows), pooled = NAME(pooled_size)(a.windows);
    for (long i = begin; i < end; i++) {
        ALONG_WINDOWS(
            NAME(average_back_group), a.windows, a.output_error + i * pooled,
            a.input_error + i * size);
    }
}

KERNEL static void NAME(max_pool)(const void *arguments, long begin, long end) {
    const onward_pool a = *(const onward_pool *)arguments;
    const long size = NAME(image_size)(a.windows), pooled = NAME(pooled_size)(a.windows);
    for (long i = begin; i < end; i++) {
        ALONG_WINDOWS(NAME(max_group), a.windows, a.input + i * size, a.output + i * pooled);
    }
}

KERNEL static void NAME(max_back)(const void *arguments, long begin, long end) {
    const onward_max_back a = *(const onward_max_back *)arguments;
    const long size = NAME(image_size)(a.windows), pooled = NAME(pooled_size)(a.windows);
    for (long i = begin; i < end; i++) {
        ALONG_WINDOWS(
            NAME(max_back_group), a.windows, a.input + i * size, a.output + i * pooled,
            a.output_error + i * pooled, a.input_error + i * size);
    }
}

#undef LOOP
#undef ALONG_WINDOWS
