// Rows that share samples: part of stored_bodies.h.

KERNEL static void OF(shared_lengths)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_shared_lengths a = *(const onward_shared_lengths *)arguments;
    for (long s = begin; s < end; s++) {
        const NUMBER *restrict sample = (const NUMBER *)a.sample + s * a.stride;
        float shared = 0;
        for (long j = 0; j < a.columns; j++) shared += READ(sample[j]) * READ(sample[j]);
        for (long first = s * a.run; first < a.rows; first += a.samples * a.run)
            for (long i = first; i < first + a.run; i++) {
                const NUMBER *own = (const NUMBER *)a.own + i * a.own_columns;
                float sum = shared;
                for (long c = 0; c < a.own_columns; c++) sum += READ(own[c]) * READ(own[c]);
                a.length[i] = NAME(known)(
                    __builtin_elementwise_sqrt(a.factor * sum)
                    + a.epsilon * (a.before ? a.before[i] : 1));
            }
    }
}

// The rows' own numbers are mostly zeros, which are passed over. A stretch of a row is summed up
// before any of it is stored.
KERNEL static void OF(shared_spread)(const void *arguments, long begin, long end) {
    const onward_shared_spread a = *(const onward_shared_spread *)arguments;
    enum { LENGTH = 256 };
    const NUMBER *weights = a.weight;
    for (long j = begin; j < end; j++)
        for (long c = 0; c < a.own_columns; c++)
            a.room[c * a.columns + j] = READ(weights[c * a.weight_down + j * a.weight_right]);
    for (long i = 0; i < a.rows; i++) {
        const NUMBER *own = (const NUMBER *)a.own + i * a.own_columns;
        float share = a.length ? 1 / a.length[i] : 1;
        for (long start = begin; start < end; start += LENGTH) {
            const float *restrict product =
                a.product + i / a.run % a.samples * a.columns + start;
            const float *restrict bias = a.bias ? a.bias + start : 0;
            NUMBER *restrict output = (NUMBER *)a.output + i * a.columns + start;
            long count = end - start < LENGTH ? end - start : LENGTH;
            float sums[LENGTH];
            for (long j = 0; j < count; j++) sums[j] = product[j];
            for (long c = 0; c < a.own_columns; c++) {
                const float *restrict weight = a.room + c * a.columns + start;
                float number = READ(own[c]);
                if (number == 0) continue;
                for (long j = 0; j < count; j++) sums[j] += number * weight[j];
            }
            for (long j = 0; j < count; j++) {
                float sum = share * sums[j] + (bias ? bias[j] : 0);
                output[j] = ROUND(sum > 0 ? sum : a.slope * sum);
            }
        }
    }
}

KERNEL static void OF(shared_fold)(const void *arguments, long begin, long end) {
    const onward_shared_fold a = *(const onward_shared_fold *)arguments;
    for (long s = 0; s < a.samples; s++)
        for (long j = begin; j < end; j++) a.folded[s * a.columns + j] = 0;
    for (long c = 0; c < a.own_columns; c++)
        for (long j = begin; j < end; j++) a.room[c * a.columns + j] = 0;
    for (long i = 0; i < a.rows; i++) {
        const NUMBER *restrict error = (const NUMBER *)a.error + i * a.columns;
        const NUMBER *own = (const NUMBER *)a.own + i * a.own_columns;
        float *restrict folded = a.folded + i / a.run % a.samples * a.columns;
        float share = a.length ? 1 / a.length[i] : 1;
        for (long j = begin; j < end; j++) folded[j] += share * READ(error[j]);
        for (long c = 0; c < a.own_columns; c++) {
            float *restrict sum = a.room + c * a.columns, number = share * READ(own[c]);
            if (number == 0) continue;
            for (long j = begin; j < end; j++) sum[j] += number * READ(error[j]);
        }
    }
    for (long j = begin; j < end; j++)
        for (long c = 0; c < a.own_columns; c++)
            a.gradient[c * a.gradient_down + j * a.gradient_right] = a.room[c * a.columns + j];
}
