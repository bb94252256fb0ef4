// The product of one row, where reading the weights once is all the work: part of bodies.h.

typedef uint32_t NAME(bits) __attribute__((vector_size(64)));
typedef onward_bfloat16 NAME(rounded) __attribute__((vector_size(32)));
typedef onward_bfloat16 NAME(loosely_rounded)
    __attribute__((vector_size(32), aligned(2), may_alias));

// k = depth, m = columns. Each sum stays in a register while all of its weights pass, 128 columns at
// a time. Where fewer are left, the last 16 are summed again instead, and what is known not stored.
KERNEL static void NAME(row_product)(const void *arguments, long begin, long end) {
    enum { WIDE = NAME(wide), VECTORS = 8 };
    const onward_row_product a = *(const onward_row_product *)arguments;
    for (long first = begin; first < end; first += VECTORS * WIDE) {
        NAME(vector) sums[VECTORS] = {0};
        long places[VECTORS];
        for (long v = 0; v < VECTORS; v++) {
            long place = first + v * WIDE;
            places[v] = place + WIDE <= a.columns ? place : a.columns - WIDE;
        }
        for (long k = 0; k < a.depth; k++) {
            const onward_bfloat16 *weight = a.weight + k * a.stride;
            for (long v = 0; v < VECTORS; v++) {
                NAME(rounded) read = *(const NAME(loosely_rounded) *)(weight + places[v]);
                sums[v] += a.input[k]
                    * (NAME(vector))(__builtin_convertvector(read, NAME(bits)) << 16);
            }
        }
        for (long v = 0; v < VECTORS; v++)
            for (long m = places[v]; m < places[v] + WIDE && m < end; m++) {
                if (m < first + v * WIDE) continue;
                float sum = sums[v][m - places[v]] + (a.bias ? a.bias[m] : 0);
                a.output[m] = sum > 0 ? sum : a.slope * sum;
            }
    }
}
