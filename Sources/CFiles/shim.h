// The C libraries for files: zlib reads compressed data sets, libcrypto checks what was downloaded.
#ifndef ONWARD_FILES_SHIM_H
#define ONWARD_FILES_SHIM_H

#include <openssl/evp.h>
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

// Takes from `left` bytes of `source` and fills `room` bytes of `target`; leaves in both what remains.
static inline int onward_inflate(
    onward_inflater *inflater, const unsigned char *source, unsigned *left, unsigned char *target,
    unsigned *room) {
    z_stream *stream = (z_stream *)inflater;
    stream->next_in = (unsigned char *)source;
    stream->avail_in = *left;
    stream->next_out = target;
    stream->avail_out = *room;
    int status = inflate(stream, Z_NO_FLUSH);
    *left = stream->avail_in;
    *room = stream->avail_out;
    return status;
}

// zlib's reason, or NULL.
static inline const char *onward_inflater_message(const onward_inflater *inflater) {
    return ((const z_stream *)inflater)->msg;
}

#endif
