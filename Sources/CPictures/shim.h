// The C libraries for pictures. Both keep their longjmp to themselves: libpng's simplified API and
// TurboJPEG return a status, so no jump ever crosses a Swift frame.
#ifndef ONWARD_PICTURES_SHIM_H
#define ONWARD_PICTURES_SHIM_H

#include <png.h>
#include <turbojpeg.h>

// What a PNG says of itself, and libpng's reason where it cannot be read.
typedef struct {
    unsigned width, height;
    int is_color, has_alpha;
    char message[64];
} onward_png;

static inline int onward_png_ended(png_image *image, onward_png *png, int succeeded) {
    png->width = image->width;
    png->height = image->height;
    png->is_color = (image->format & PNG_FORMAT_FLAG_COLOR) != 0;
    png->has_alpha = (image->format & PNG_FORMAT_FLAG_ALPHA) != 0;
    for (int i = 0; i < 64; i++) png->message[i] = image->message[i];
    png_image_free(image);
    return succeeded;
}

// Returns whether it could be read.
static inline int onward_png_header(const unsigned char *bytes, size_t count, onward_png *png) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    int succeeded = png_image_begin_read_from_memory(&image, bytes, count);
    return onward_png_ended(&image, png, succeeded);
}

// Returns whether it could be decoded into pixels of 1 channel, or of 3 where it is in color, which
// are to be as many as the header says; of one more where transparency is kept, or else what is
// transparent is laid on white as light adds up.
static inline int onward_png_decode(
    const unsigned char *bytes, size_t count, int keeps_alpha, unsigned char *pixels,
    onward_png *png) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes, count)) {
        return onward_png_ended(&image, png, 0);
    }
    image.format &= PNG_FORMAT_FLAG_COLOR | (keeps_alpha ? PNG_FORMAT_FLAG_ALPHA : 0);
    // Without it the numbers of 16-bit files would be taken for amounts of light.
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    png_color white = {255, 255, 255};
    return onward_png_ended(&image, png, png_image_finish_read(&image, &white, pixels, 0, NULL));
}

// Writes pixels of 1 or 3 numbers as a PNG file. Returns how many bytes it takes; 0 where it cannot be
// written, or `bytes` holds fewer (none where it is NULL, which only asks).
static inline size_t onward_png_encode(
    unsigned width, unsigned height, int is_color, const unsigned char *pixels,
    unsigned char *bytes, size_t room) {
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = width, .height = height,
        .format = is_color ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY};
    png_alloc_size_t count = room;
    int succeeded = png_image_write_to_memory(&image, bytes, &count, 0, pixels, 0, NULL);
    png_image_free(&image);
    return succeeded ? count : 0;
}

#endif
