#include "contention.h"

#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

extern void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);
extern int omp_get_num_procs(void);

enum { look_milliseconds = 100, quiet_looks = 10 };
/// Of one core's time, waited for by all threads together: from where on cores are contended, and below
/// which they no longer are.
static const double contended = 0.1, quiet = 0.02;

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int users;
static bool has_watcher;
static atomic_bool is_crowded;

/// Nanoseconds that this process's threads could have run and did not, since they began.
///
/// Reference: Linux, *Scheduler statistics*: the second number of /proc/self/task/N/schedstat.
static uint64_t waited(void) {
    DIR *tasks = opendir("/proc/self/task");
    if (!tasks) return 0;
    uint64_t sum = 0;
    for (struct dirent *task; (task = readdir(tasks));) {
        if (task->d_name[0] == '.') continue;
        char path[64];
        snprintf(path, sizeof path, "/proc/self/task/%.20s/schedstat", task->d_name);
        FILE *file = fopen(path, "re");
        unsigned long long ran, delayed;
        if (!file) continue;
        if (fscanf(file, "%llu %llu", &ran, &delayed) == 2) sum += delayed;
        fclose(file);
    }
    closedir(tasks);
    return sum;
}

static void nothing(void *data) { (void)data; }

/// Makes libgomp's team of this thread as large as there are cores, and keeps it asleep until cores are
/// free again. The team goes with the thread.
static void *crowd(void *unused) {
    (void)unused;
    GOMP_parallel(nothing, NULL, (unsigned)omp_get_num_procs(), 0);
    pthread_mutex_lock(&gate);
    while (atomic_load(&is_crowded)) pthread_cond_wait(&changed, &gate);
    pthread_mutex_unlock(&gate);
    return NULL;
}

static bool start(void *(*body)(void *)) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, body, NULL) != 0) return false;
    pthread_detach(thread);
    return true;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void *watch(void *unused) {
    (void)unused;
    int quiet_for = 0;
    double last = seconds();
    uint64_t before = waited();
    for (;;) {
        pthread_mutex_lock(&gate);
        if (users == 0) {
            if (atomic_exchange(&is_crowded, false)) pthread_cond_broadcast(&changed);
            while (users == 0) pthread_cond_wait(&changed, &gate);
            before = waited();
            last = seconds();
        }
        pthread_mutex_unlock(&gate);
        nanosleep(&(struct timespec){.tv_nsec = look_milliseconds * 1000000}, NULL);
        uint64_t delayed = waited();
        double now = seconds();
        // Threads that have ended take their time with them.
        double share = delayed > before ? 1e-9 * (double)(delayed - before) / (now - last) : 0;
        before = delayed;
        last = now;
        quiet_for = share < quiet ? quiet_for + 1 : 0;
        if (!atomic_load(&is_crowded)) {
            if (share > contended) {
                atomic_store(&is_crowded, true);
                if (!start(crowd)) atomic_store(&is_crowded, false);
                quiet_for = 0;
            }
        } else if (quiet_for >= quiet_looks) {
            pthread_mutex_lock(&gate);
            atomic_store(&is_crowded, false);
            pthread_cond_broadcast(&changed);
            pthread_mutex_unlock(&gate);
        }
    }
    return NULL;
}

void onward_watch_begin(void) {
    pthread_mutex_lock(&gate);
    users++;
    if (!has_watcher && !getenv("OMP_WAIT_POLICY") && !getenv("GOMP_SPINCOUNT")) {
        has_watcher = start(watch);
    }
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&gate);
}

void onward_watch_end(void) {
    pthread_mutex_lock(&gate);
    users--;
    pthread_mutex_unlock(&gate);
}

bool onward_is_contended(void) { return atomic_load(&is_crowded); }
