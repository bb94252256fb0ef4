// Patches of images and attention between tokens: part of bodies.h.

KERNEL static void NAME(patches)(const void *arguments, long begin, long end) {
    const onward_patches a = *(const onward_patches *)arguments;
    long across = a.width / a.size, count = a.channels * a.height * a.width;
    for (long n = begin; n < end; n++)
        for (long c = 0; c < a.channels; c++)
            for (long y = 0; y < a.height; y++)
                for (long p = 0; p < across; p++) {
                    long token = y / a.size * across + p;
                    long line = (token * a.channels + c) * a.size + y % a.size;
                    float *tokens = a.tokens + n * count + line * a.size;
                    float *image = a.image + n * count + (c * a.height + y) * a.width + p * a.size;
                    float *restrict to = a.back ? image : tokens;
                    const float *restrict from = a.back ? tokens : image;
                    for (long x = 0; x < a.size; x++) to[x] = from[x];
                }
}

// A matrix whose element (i, j) lies at start[i·row + j·column].
typedef struct {
    const float *start;
    long row, column;
} NAME(view);

typedef float NAME(vector) __attribute__((vector_size(64)));
// The same where it need not lie on a multiple of 64 bytes.
typedef float NAME(loose) __attribute__((vector_size(64), aligned(4), may_alias));
enum { NAME(wide) = 16, NAME(deep) = 64, NAME(tall) = 4 };

// output[rows, columns] = scale · a[rows, depth] · b[depth, columns], its rows `stride` apart.
//
// For small matrices that lie scattered: blocks of b are packed, and four rows at a time are
// multiplied by them, so that the sums stay in registers.
static inline __attribute__((always_inline)) void NAME(product)(
    NAME(view) a, NAME(view) b, float *output, long stride, long rows, long columns, long depth,
    float scale) {
    union {
        NAME(vector) vectors[NAME(deep)];
        float numbers[NAME(deep)][NAME(wide)];
    } packed;
    for (long column = 0; column < columns; column += NAME(wide)) {
        long width = columns - column < NAME(wide) ? columns - column : NAME(wide);
        for (long k = 0; k < depth; k += NAME(deep)) {
            long depths = depth - k < NAME(deep) ? depth - k : NAME(deep);
            for (long d = 0; d < depths; d++) {
                const float *source = b.start + (k + d) * b.row + column * b.column;
                packed.vectors[d] = (NAME(vector)){0};
                for (long w = 0; w < width; w++)
                    packed.numbers[d][w] = scale * source[w * b.column];
            }
            for (long row = 0; row < rows; row += NAME(tall)) {
                long height = rows - row < NAME(tall) ? rows - row : NAME(tall);
                const float *lines[NAME(tall)];
                NAME(vector) sums[NAME(tall)] = {0};
                for (long h = 0; h < NAME(tall); h++)
                    lines[h] = a.start + (row + (h < height ? h : 0)) * a.row + k * a.column;
                for (long d = 0; d < depths; d++)
                    for (long h = 0; h < NAME(tall); h++)
                        sums[h] += lines[h][d * a.column] * packed.vectors[d];
                for (long h = 0; h < height; h++) {
                    float *line = output + (row + h) * stride + column;
                    if (width == NAME(wide)) {
                        *(NAME(loose) *)line = k ? *(NAME(loose) *)line + sums[h] : sums[h];
                        continue;
                    }
                    for (long w = 0; w < width; w++) line[w] = (k ? line[w] : 0) + sums[h][w];
                }
            }
        }
    }
}

// e^x for x of at most 0, to seven digits; below -87 it stays at e^-87. Unlike expf a loop of it can
// be vectorized: e^x = 2^n · e^r with n = round(x / ln 2), and a polynomial for e^r (Cephes).
static inline __attribute__((always_inline)) float NAME(exponential)(float x) {
    union {
        float number;
        uint32_t bits;
    } shifted, power;
    x = x < -87 ? -87 : x;
    // Adding 1.5 · 2^23 rounds to an integer and leaves it in the lowest bits.
    shifted.number = x * 1.44269504f + 12582912.0f;
    power.bits = (shifted.bits << 23) + 0x3F800000u;
    float n = shifted.number - 12582912.0f;
    float r = x - n * 0.693359375f + n * 2.12194440e-4f;
    float tail = 8.3334519073e-3f + r * (1.3981999507e-3f + r * 1.9875691500e-4f);
    tail = 0.5f + r * (1.6666665459e-1f + r * (4.1665795894e-2f + r * tail));
    return power.number * (1 + r + r * r * tail);
}

static inline __attribute__((always_inline)) void NAME(softmax)(float *line, long count) {
    // Lane by lane, which a loop over all numbers in turn would not become.
    float tops[NAME(wide)], total = 0;
    long l = 0;
    for (long w = 0; w < NAME(wide); w++) tops[w] = line[0];
    for (; l + NAME(wide) <= count; l += NAME(wide))
        for (long w = 0; w < NAME(wide); w++)
            tops[w] = line[l + w] > tops[w] ? line[l + w] : tops[w];
    float top = tops[0];
    for (long w = 1; w < NAME(wide); w++) top = tops[w] > top ? tops[w] : top;
    for (; l < count; l++) top = line[l] > top ? line[l] : top;
    for (l = 0; l < count; l++) line[l] = NAME(exponential)(line[l] - top);
    {
#pragma clang fp reassociate(on)
        for (l = 0; l < count; l++) total += line[l];
    }
    float share = 1 / total;
    for (l = 0; l < count; l++) line[l] *= share;
}

//   scores = scale · Q · Kᵀ     probabilities = softmax of each row     context = probabilities · V
KERNEL static void NAME(attention)(const void *arguments, long begin, long end) {
    const onward_attention a = *(const onward_attention *)arguments;
    long t = a.tokens, size = a.width / a.heads, row = 3 * a.width;
    for (long i = begin; i < end; i++) {
        const float *query = a.projections + i / a.heads * t * row + i % a.heads * size;
        const float *key = query + a.width, *value = key + a.width;
        float *scores = a.probabilities + i * t * t;
        float *context = a.context + i / a.heads * t * a.width + i % a.heads * size;
        NAME(product)(
            (NAME(view)){query, row, 1}, (NAME(view)){key, 1, row}, scores, t, t, t, size, a.scale);
        for (long j = 0; j < t; j++) NAME(softmax)(scores + j * t, t);
        NAME(product)(
            (NAME(view)){scores, t, 1}, (NAME(view)){value, row, 1}, context, a.width, t, size, t,
            1);
    }
}

// With E the context's error and P the probabilities:
//   dV = Pᵀ · E     dP = E · Vᵀ     dS = P ⊙ (dP − Σ over the row of P·dP)
//   dQ = scale · dS · K     dK = scale · dSᵀ · Q
KERNEL static void NAME(attention_back)(const void *arguments, long begin, long end) {
#pragma clang fp reassociate(on)
    const onward_attention_back a = *(const onward_attention_back *)arguments;
    long t = a.tokens, size = a.width / a.heads, row = 3 * a.width;
    for (long i = begin; i < end; i++) {
        long place = i / a.heads * t * row + i % a.heads * size;
        const float *query = a.projections + place, *key = query + a.width;
        const float *value = key + a.width, *probabilities = a.probabilities + i * t * t;
        const float *error = a.context_error + i / a.heads * t * a.width + i % a.heads * size;
        float *scores = a.score_error + i * t * t, *result = a.projections_error + place;
        NAME(product)(
            (NAME(view)){probabilities, 1, t}, (NAME(view)){error, a.width, 1},
            result + 2 * a.width, row, t, size, t, 1);
        NAME(product)(
            (NAME(view)){error, a.width, 1}, (NAME(view)){value, 1, row}, scores, t, t, t, size, 1);
        for (long j = 0; j < t; j++) {
            const float *restrict p = probabilities + j * t;
            float *restrict s = scores + j * t, along = 0;
            for (long l = 0; l < t; l++) along += p[l] * s[l];
            for (long l = 0; l < t; l++) s[l] = p[l] * (s[l] - along);
        }
        NAME(product)(
            (NAME(view)){scores, t, 1}, (NAME(view)){key, row, 1}, result, row, t, size, t,
            a.scale);
        NAME(product)(
            (NAME(view)){scores, 1, t}, (NAME(view)){query, row, 1}, result + a.width, row, t, size,
            t, a.scale);
    }
}
