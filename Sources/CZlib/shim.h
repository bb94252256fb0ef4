// zlib: reads compressed data sets, and checks that files are whole.
#ifndef ONWARD_ZLIB_SHIM_H
#define ONWARD_ZLIB_SHIM_H

#include <stdlib.h>
#include <zlib.h>

// A z_stream in a place of its own: zlib compares its address with the one it was set up with.
typedef struct onward_inflater onward_inflater;

// NULL where there is no memory.
static inline onward_inflater *onward_inflater_make(int window_bits) {
    z_stream *stream = calloc(1, sizeof(z_stream));
    if (stream && inflateInit2(stream, window_bits) != Z_OK) {
        free(stream);
        stream = NULL;
    }
    return (onward_inflater *)stream;
}

static inline void onward_inflater_free(onward_inflater *inflater) {
    inflateEnd((z_stream *)inflater);
    free(inflater);
}

static inline void onward_inflater_restart(onward_inflater *inflater) {
    inflateReset((z_stream *)inflater);
}

// Takes bytes of `source` from `taken` on and fills `target` from `filled` on; moves both places.
static inline int onward_inflate(
    onward_inflater *inflater, const unsigned char *source, long count, long *taken,
    unsigned char *target, long room, long *filled) {
    z_stream *stream = (z_stream *)inflater;
    stream->next_in = (unsigned char *)source + *taken;
    stream->avail_in = (unsigned)(count - *taken);
    stream->next_out = target + *filled;
    stream->avail_out = (unsigned)(room - *filled);
    int status = inflate(stream, Z_NO_FLUSH);
    *taken = count - stream->avail_in;
    *filled = room - stream->avail_out;
    return status;
}

// zlib's reason, or NULL.
static inline const char *onward_inflater_message(const onward_inflater *inflater) {
    return ((const z_stream *)inflater)->msg;
}

#endif
