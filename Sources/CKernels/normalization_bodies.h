// Normalization over a batch or over a row: part of bodies.h.

// Neighbouring channels are worked on together, one to a lane, where each has one number per
// sample; otherwise all lanes belong to one channel.
enum { NAME(lanes) = 32 };

typedef struct {
    double mean[NAME(lanes)], variance[NAME(lanes)];
} NAME(moments);

// total[lane] = sum over all lanes, where they belong to one channel.
static inline __attribute__((always_inline)) void NAME(merge)(double *total, long positions) {
    if (positions == 1) return;
    double sum = 0;
    for (long l = 0; l < NAME(lanes); l++) sum += total[l];
    for (long l = 0; l < NAME(lanes); l++) total[l] = sum;
}

// Mean and variance (divided by the number of values) of the channels that begin at `input`:
// `span` numbers in each of `rows` rows.
static inline __attribute__((always_inline)) NAME(moments) NAME(measure)(
    const float *input, long rows, long stride, long span, long positions) {
    NAME(moments) m = {0};
    double count = (double)rows * positions;
    for (long n = 0; n < rows; n++)
        for (long start = 0; start < span; start += NAME(lanes)) {
            const float *x = input + n * stride + start;
            long width = span - start < NAME(lanes) ? span - start : NAME(lanes);
            for (long l = 0; l < width; l++) m.mean[l] += x[l];
        }
    NAME(merge)(m.mean, positions);
    for (long l = 0; l < NAME(lanes); l++) m.mean[l] /= count;
    for (long n = 0; n < rows; n++)
        for (long start = 0; start < span; start += NAME(lanes)) {
            const float *x = input + n * stride + start;
            long width = span - start < NAME(lanes) ? span - start : NAME(lanes);
            for (long l = 0; l < width; l++) {
                double far = x[l] - m.mean[l];
                m.variance[l] += far * far;
            }
        }
    NAME(merge)(m.variance, positions);
    for (long l = 0; l < NAME(lanes); l++) m.variance[l] /= count;
    return m;
}

KERNEL static void NAME(batch_norm)(const void *arguments, long begin, long end) {
    const onward_batch_norm a = *(const onward_batch_norm *)arguments;
    long group = a.positions == 1 ? NAME(lanes) : 1, stride = a.channels * a.positions;
    double count = (double)a.rows * a.positions;
    for (long c = begin; c < end; c += group) {
        long channels = end - c < group ? end - c : group, span = channels * a.positions;
        NAME(moments) m = {0};
        if (a.training) {
            m = NAME(measure)(a.input + c * a.positions, a.rows, stride, span, a.positions);
            for (long l = 0; l < channels; l++) {
                float *mean = a.running_mean + c + l, *variance = a.running_variance + c + l;
                *mean += a.momentum * ((float)m.mean[l] - *mean);
                *variance += a.momentum * ((float)(m.variance[l] * count / (count - 1)) - *variance);
            }
        }
        float mean[NAME(lanes)], scale[NAME(lanes)], bias[NAME(lanes)];
        for (long l = 0; l < NAME(lanes); l++) {
            long channel = a.positions == 1 ? c + (l < channels ? l : 0) : c;
            double variance = a.training ? m.variance[l] : a.running_variance[channel];
            mean[l] = a.training ? (float)m.mean[l] : a.running_mean[channel];
            scale[l] = a.weight[channel] / (float)__builtin_elementwise_sqrt(variance + a.epsilon);
            bias[l] = a.bias[channel];
        }
        for (long n = 0; n < a.rows; n++)
            for (long start = 0; start < span; start += NAME(lanes)) {
                long place = n * stride + c * a.positions + start;
                const float *restrict x = a.input + place;
                float *restrict y = a.output + place;
                long width = span - start < NAME(lanes) ? span - start : NAME(lanes);
                for (long l = 0; l < width; l++) y[l] = (x[l] - mean[l]) * scale[l] + bias[l];
            }
    }
}

// With m values to a channel, x̂ = (x − mean) · share and share = 1 / sqrt(variance + ε):
//   weight_error = Σ error·x̂     bias_error = Σ error
//   input_error = weight · share · (error − bias_error / m − x̂ · weight_error / m)
KERNEL static void NAME(batch_norm_back)(const void *arguments, long begin, long end) {
    const onward_batch_norm_back a = *(const onward_batch_norm_back *)arguments;
    long group = a.positions == 1 ? NAME(lanes) : 1, stride = a.channels * a.positions;
    double count = (double)a.rows * a.positions;
    for (long c = begin; c < end; c += group) {
        long channels = end - c < group ? end - c : group, span = channels * a.positions;
        NAME(moments) m = NAME(measure)(
            a.input + c * a.positions, a.rows, stride, span, a.positions);
        float mean[NAME(lanes)], share[NAME(lanes)];
        double errors[NAME(lanes)] = {0}, along[NAME(lanes)] = {0};
        for (long l = 0; l < NAME(lanes); l++) {
            mean[l] = (float)m.mean[l];
            share[l] = (float)(1 / __builtin_elementwise_sqrt(m.variance[l] + a.epsilon));
        }
        for (long n = 0; n < a.rows; n++)
            for (long start = 0; start < span; start += NAME(lanes)) {
                long place = n * stride + c * a.positions + start;
                const float *x = a.input + place, *e = a.output_error + place;
                long width = span - start < NAME(lanes) ? span - start : NAME(lanes);
                for (long l = 0; l < width; l++) {
                    errors[l] += e[l];
                    along[l] += e[l] * ((x[l] - mean[l]) * share[l]);
                }
            }
        NAME(merge)(errors, a.positions);
        NAME(merge)(along, a.positions);
        for (long l = 0; l < channels; l++) {
            a.weight_error[c + l] = (float)along[l];
            a.bias_error[c + l] = (float)errors[l];
        }
        if (!a.input_error) continue;
        float scale[NAME(lanes)], level[NAME(lanes)], pull[NAME(lanes)];
        for (long l = 0; l < NAME(lanes); l++) {
            scale[l] = a.weight[a.positions == 1 ? c + (l < channels ? l : 0) : c] * share[l];
            level[l] = (float)(errors[l] / count);
            pull[l] = share[l] * (float)(along[l] / count);
        }
        for (long n = 0; n < a.rows; n++)
            for (long start = 0; start < span; start += NAME(lanes)) {
                long place = n * stride + c * a.positions + start;
                const float *restrict x = a.input + place, *restrict e = a.output_error + place;
                float *restrict result = a.input_error + place;
                long width = span - start < NAME(lanes) ? span - start : NAME(lanes);
                for (long l = 0; l < width; l++)
                    result[l] = scale[l] * (e[l] - level[l] - (x[l] - mean[l]) * pull[l]);
            }
    }
}

KERNEL static void NAME(layer_norm)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_layer_norm a = *(const onward_layer_norm *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict x = a.input + i * a.columns;
        float *restrict y = a.output + i * a.columns, sum = 0, squares = 0;
        for (long j = 0; j < a.columns; j++) sum += x[j];
        float mean = sum / a.columns;
        for (long j = 0; j < a.columns; j++) squares += (x[j] - mean) * (x[j] - mean);
        float share = 1 / __builtin_elementwise_sqrt(squares / a.columns + a.epsilon);
        a.statistics[2 * i] = mean;
        a.statistics[2 * i + 1] = share;
        for (long j = 0; j < a.columns; j++)
            y[j] = (x[j] - mean) * share * a.weight[j] + a.bias[j];
    }
}

// With g = error · weight and means over the row:
//   input_error = share · (g − mean(g) − x̂ · mean(g·x̂))
KERNEL static void NAME(layer_norm_back)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_layer_norm_back a = *(const onward_layer_norm_back *)arguments;
    for (long i = begin; i < end; i++) {
        const float *restrict x = a.input + i * a.columns;
        const float *restrict e = a.output_error + i * a.columns;
        float *restrict result = a.input_error + i * a.columns, level = 0, along = 0;
        float mean = a.statistics[2 * i], share = a.statistics[2 * i + 1];
        for (long j = 0; j < a.columns; j++) {
            float g = e[j] * a.weight[j];
            level += g;
            along += g * (x[j] - mean);
        }
        level /= a.columns;
        float pull = along * share * share / a.columns;
        for (long j = 0; j < a.columns; j++)
            result[j] = share * (e[j] * a.weight[j] - level - (x[j] - mean) * pull);
    }
}

KERNEL static void NAME(layer_norm_gain)(const void *arguments, long begin, long end) {
    const onward_layer_norm_gain a = *(const onward_layer_norm_gain *)arguments;
    float *restrict weight = a.weight_error, *restrict bias = a.bias_error;
    for (long j = begin; j < end; j++) weight[j] = bias[j] = 0;
    for (long i = 0; i < a.rows; i++) {
        const float *restrict x = a.input + i * a.columns;
        const float *restrict e = a.output_error + i * a.columns;
        float mean = a.statistics[2 * i], share = a.statistics[2 * i + 1];
        for (long j = begin; j < end; j++) {
            weight[j] += e[j] * ((x[j] - mean) * share);
            bias[j] += e[j];
        }
    }
}
