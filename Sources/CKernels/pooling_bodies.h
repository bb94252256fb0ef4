// The pooling loops, compiled twice as part of bodies.h. A plane is one channel of one sample;
// windows are walked a row of them at a time, tap by tap, in row-major order.
//
// ALONG_WINDOWS runs `loop` with the windows' measures; twice, because the usual 2 × 2 windows
// that do not overlap become vector code only where the compiler knows their size.
#define ALONG_WINDOWS(loop, w, ...)                                                                \
    if (w.window_height == 2 && w.window_width == 2 && w.stride_right == 2)                        \
        loop(w, 2, 2, 2, __VA_ARGS__);                                                             \
    else                                                                                           \
        loop(w, w.window_height, w.window_width, w.stride_right, __VA_ARGS__)
#define LOOP static inline __attribute__((always_inline)) void

LOOP NAME(average_plane)(
    const onward_windows w, long height, long width, long stride, const float *restrict input,
    float *restrict output) {
    const float share = 1 / (float)(height * width);
    for (long r = 0; r < w.rows; r++, output += w.columns) {
        for (long c = 0; c < w.columns; c++) output[c] = 0;
        for (long y = 0; y < height; y++) {
            const float *row = input + (r * w.stride_down + y) * w.width;
            for (long c = 0; c < w.columns; c++)
                for (long x = 0; x < width; x++) output[c] += row[c * stride + x];
        }
        for (long c = 0; c < w.columns; c++) output[c] *= share;
    }
}

LOOP NAME(average_back_plane)(
    const onward_windows w, long height, long width, long stride, const float *restrict error,
    float *restrict result) {
    const float share = 1 / (float)(height * width);
    memset(result, 0, (size_t)(w.height * w.width) * sizeof(float));
    for (long r = 0; r < w.rows; r++, error += w.columns)
        for (long y = 0; y < height; y++) {
            float *row = result + (r * w.stride_down + y) * w.width;
            for (long c = 0; c < w.columns; c++)
                for (long x = 0; x < width; x++) row[c * stride + x] += share * error[c];
        }
}

// What is not a number wins, and stays.
LOOP NAME(max_plane)(
    const onward_windows w, long height, long width, long stride, const float *restrict input,
    float *restrict output) {
    for (long r = 0; r < w.rows; r++, output += w.columns) {
        for (long c = 0; c < w.columns; c++) output[c] = -INFINITY;
        for (long y = 0; y < height; y++) {
            const float *row = input + (r * w.stride_down + y) * w.width;
            for (long c = 0; c < w.columns; c++)
                for (long x = 0; x < width; x++) {
                    float value = row[c * stride + x];
                    output[c] = value > output[c] || value != value ? value : output[c];
                }
        }
    }
}

// An error that was given away becomes 0, so that a later equal number receives nothing.
LOOP NAME(max_back_plane)(
    const onward_windows w, long height, long width, long stride, const float *restrict input,
    const float *restrict output, float *restrict error, float *restrict result) {
    memset(result, 0, (size_t)(w.height * w.width) * sizeof(float));
    for (long r = 0; r < w.rows; r++, error += w.columns, output += w.columns)
        for (long y = 0; y < height; y++) {
            const long start = (r * w.stride_down + y) * w.width;
            for (long c = 0; c < w.columns; c++)
                for (long x = 0; x < width; x++) {
                    const long place = start + c * stride + x;
                    const float given = input[place] == output[c] ? error[c] : 0;
                    result[place] += given;
                    error[c] = input[place] == output[c] ? 0 : error[c];
                }
        }
}

KERNEL static void NAME(average_pool)(const void *arguments, long begin, long end) {
    const onward_pool a = *(const onward_pool *)arguments;
    const long size = a.windows.height * a.windows.width, pooled = a.windows.rows * a.windows.columns;
    for (long i = begin; i < end; i++) {
        ALONG_WINDOWS(
            NAME(average_plane), a.windows, a.input + i * size, a.output + i * pooled);
    }
}

KERNEL static void NAME(average_back)(const void *arguments, long begin, long end) {
    const onward_average_back a = *(const onward_average_back *)arguments;
    const long size = a.windows.height * a.windows.width, pooled = a.windows.rows * a.windows.columns;
    for (long i = begin; i < end; i++) {
        ALONG_WINDOWS(
            NAME(average_back_plane), a.windows, a.output_error + i * pooled,
            a.input_error + i * size);
    }
}

KERNEL static void NAME(max_pool)(const void *arguments, long begin, long end) {
    const onward_pool a = *(const onward_pool *)arguments;
    const long size = a.windows.height * a.windows.width, pooled = a.windows.rows * a.windows.columns;
    for (long i = begin; i < end; i++) {
        ALONG_WINDOWS(NAME(max_plane), a.windows, a.input + i * size, a.output + i * pooled);
    }
}

KERNEL static void NAME(max_back)(const void *arguments, long begin, long end) {
    const onward_max_back a = *(const onward_max_back *)arguments;
    const long size = a.windows.height * a.windows.width, pooled = a.windows.rows * a.windows.columns;
    for (long i = begin; i < end; i++) {
        ALONG_WINDOWS(
            NAME(max_back_plane), a.windows, a.input + i * size, a.output + i * pooled,
            a.output_error + i * pooled, a.input_error + i * size);
    }
}

#undef LOOP
#undef ALONG_WINDOWS
