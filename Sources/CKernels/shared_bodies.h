// Rows that share samples: part of bodies.h.

KERNEL static void NAME(shared_lengths)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_shared_lengths a = *(const onward_shared_lengths *)arguments;
    for (long s = begin; s < end; s++) {
        const float *restrict sample = a.sample + s * a.stride;
        float shared = 0;
        for (long j = 0; j < a.columns; j++) shared += sample[j] * sample[j];
        for (long first = s * a.run; first < a.rows; first += a.samples * a.run)
            for (long i = first; i < first + a.run; i++) {
                const float *own = a.own + i * a.own_columns;
                float sum = shared;
                for (long c = 0; c < a.own_columns; c++) sum += own[c] * own[c];
                a.length[i] = __builtin_elementwise_sqrt(a.factor * sum)
                    + a.epsilon * (a.before ? a.before[i] : 1);
            }
    }
}

// The rows' own numbers are mostly zeros, which are passed over.
KERNEL static void NAME(shared_spread)(const void *arguments, long begin, long end) {
    const onward_shared_spread a = *(const onward_shared_spread *)arguments;
    for (long j = begin; j < end; j++)
        for (long c = 0; c < a.own_columns; c++)
            a.room[c * a.columns + j] = a.weight[c * a.weight_down + j * a.weight_right];
    for (long i = 0; i < a.rows; i++) {
        const float *restrict product = a.product + i / a.run % a.samples * a.columns;
        const float *own = a.own + i * a.own_columns;
        float *restrict output = a.output + i * a.columns;
        for (long j = begin; j < end; j++) output[j] = product[j];
        for (long c = 0; c < a.own_columns; c++) {
            const float *restrict weight = a.room + c * a.columns, number = own[c];
            if (number == 0) continue;
            for (long j = begin; j < end; j++) output[j] += number * weight[j];
        }
        float share = a.length ? 1 / a.length[i] : 1;
        const float *restrict bias = a.bias;
        for (long j = begin; j < end; j++) {
            float sum = share * output[j] + (bias ? bias[j] : 0);
            output[j] = sum > 0 ? sum : a.slope * sum;
        }
    }
}

KERNEL static void NAME(shared_fold)(const void *arguments, long begin, long end) {
    const onward_shared_fold a = *(const onward_shared_fold *)arguments;
    for (long s = 0; s < a.samples; s++)
        for (long j = begin; j < end; j++) a.folded[s * a.columns + j] = 0;
    for (long c = 0; c < a.own_columns; c++)
        for (long j = begin; j < end; j++) a.room[c * a.columns + j] = 0;
    for (long i = 0; i < a.rows; i++) {
        const float *restrict error = a.error + i * a.columns, *own = a.own + i * a.own_columns;
        float *restrict folded = a.folded + i / a.run % a.samples * a.columns;
        float share = a.length ? 1 / a.length[i] : 1;
        for (long j = begin; j < end; j++) folded[j] += share * error[j];
        for (long c = 0; c < a.own_columns; c++) {
            float *restrict sum = a.room + c * a.columns, number = share * own[c];
            if (number == 0) continue;
            for (long j = begin; j < end; j++) sum[j] += number * error[j];
        }
    }
    for (long j = begin; j < end; j++)
        for (long c = 0; c < a.own_columns; c++)
            a.gradient[c * a.gradient_down + j * a.gradient_right] = a.room[c * a.columns + j];
}
