#ifndef ONWARD_MARKS_H
#define ONWARD_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Where a table's text has a separator, a quotation mark or a line end (LF or CR): writes the places in
/// order, from 0 and room for as many as there are bytes, and returns how many there are.
size_t onward_find_marks(const uint8_t *bytes, size_t count, uint8_t separator, int32_t *places);

/// How many of the bytes are `byte`.
size_t onward_count_byte(const uint8_t *bytes, size_t count, uint8_t byte);

/// Whether the places are the ends of fields, `width` in each row, and the bytes between them the fields:
/// separators and at last LF, no quotation mark or CR, no space or tab beside them and no empty line.
bool onward_are_plain_rows(
    const uint8_t *bytes, size_t count, uint8_t separator, const int32_t *places,
    size_t place_count, size_t width);

/// Copies text with CRLF as LF, and returns how long it is then; 0 where a CR stands alone.
size_t onward_join_line_ends(const uint8_t *bytes, size_t count, uint8_t *joined);

#endif
