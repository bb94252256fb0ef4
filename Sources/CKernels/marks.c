#include "marks.h"

#include <string.h>

/// A bit for each of 64 bytes.
typedef uint8_t bytes_64 __attribute__((ext_vector_type(64)));
typedef _Bool bits_64 __attribute__((ext_vector_type(64)));

size_t onward_find_marks(const uint8_t *bytes, size_t count, uint8_t separator, int32_t *places) {
    size_t found = 0, place = 0;
    for (; place + 64 <= count; place += 64) {
        bytes_64 text;
        memcpy(&text, bytes + place, 64);
        bits_64 are_marks = __builtin_convertvector(
            (text == separator) | (text == 0x22) | (text == 0x0a) | (text == 0x0d), bits_64);
        uint64_t marks;
        memcpy(&marks, &are_marks, 8);
        for (; marks != 0; marks &= marks - 1) {
            places[found++] = (int32_t)place + __builtin_ctzll(marks);
        }
    }
    for (; place < count; place++) {
        uint8_t byte = bytes[place];
        if (byte == separator || byte == 0x22 || byte == 0x0a || byte == 0x0d) {
            places[found++] = (int32_t)place;
        }
    }
    return found;
}

size_t onward_count_byte(const uint8_t *bytes, size_t count, uint8_t byte) {
    size_t found = 0;
    while (count > 0) {
        // So few that a byte holds their number, which lets many be counted at once.
        size_t part = count < 255 ? count : 255;
        uint8_t few = 0;
        for (size_t i = 0; i < part; i++) few += bytes[i] == byte;
        found += few;
        bytes += part;
        count -= part;
    }
    return found;
}

static inline bool is_blank(uint8_t byte) { return byte == 0x20 || byte == 0x09; }

bool onward_are_plain_rows(
    const uint8_t *bytes, size_t count, uint8_t separator, const int32_t *places,
    size_t place_count, size_t width) {
    if (place_count == 0 || place_count % width != 0 || (size_t)places[place_count - 1] + 1 != count)
        return false;
    // An empty line is one of an empty field.
    bool others = is_blank(bytes[0]) || (width == 1 && places[0] == 0);
    for (size_t row = 0; row < place_count; row += width) {
        for (size_t i = row; i < row + width; i++) {
            size_t place = (size_t)places[i];
            others |= bytes[place] != (i + 1 == row + width ? 0x0a : separator);
            others |= place > 0 && is_blank(bytes[place - 1]);
            others |= place + 1 < count && is_blank(bytes[place + 1]);
            others |= width == 1 && i > 0 && places[i - 1] + 1 == places[i];
        }
        if (others) return false;
    }
    return true;
}

size_t onward_join_line_ends(const uint8_t *bytes, size_t count, uint8_t *joined) {
    size_t length = 0;
    const uint8_t *next = bytes, *end = bytes + count;
    while (next < end) {
        const uint8_t *mark = memchr(next, 0x0d, (size_t)(end - next));
        if (mark != NULL && (mark + 1 == end || mark[1] != 0x0a)) return 0;
        size_t part = (size_t)((mark != NULL ? mark : end) - next);
        memcpy(joined + length, next, part);
        length += part;
        next += part + (mark != NULL);
    }
    return length;
}
