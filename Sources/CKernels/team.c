#include "CKernels.h"

// libgomp's own entry points: Swift's clang cannot compile OpenMP pragmas here, and a second
// pool of threads would fight with the workers oneDNN leaves spinning between products.
extern void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);
extern void omp_set_num_threads(int threads);
extern int omp_get_thread_num(void);
extern int omp_get_num_threads(void);

typedef struct {
    onward_kernel kernel;
    const void *arguments;
    long count;
} job;

static void share(void *data) {
    const job *j = data;
    long threads = omp_get_num_threads(), thread = omp_get_thread_num();
    // Shares start on multiples of 16 floats: no two threads write to one cache line.
    long size = ((j->count + threads - 1) / threads + 15) / 16 * 16;
    long begin = thread * size, end = begin + size < j->count ? begin + size : j->count;
    if (begin < end) j->kernel(j->arguments, begin, end);
}

void onward_run(onward_kernel kernel, const void *arguments, long count, int threads) {
    job j = {kernel, arguments, count};
    if (threads <= 1) {
        kernel(arguments, 0, count);
    } else {
        GOMP_parallel(share, &j, (unsigned)threads, 0);
    }
}

void onward_set_threads(int threads) { omp_set_num_threads(threads); }
