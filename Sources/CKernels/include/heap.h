#ifndef ONWARD_HEAP_H
#define ONWARD_HEAP_H

/// From now on freed memory is kept for what is allocated next: blocks of up to 16 MiB come from the heap, and
/// up to 32 MiB at its end stay. These are where the C library's own, moving limits end for a program that
/// frees a block of 16 MiB. Where it has no such limits nothing happens.
void onward_keep_freed_memory(void);

/// From now on blocks of a megabyte and more go back to the system when they are freed, and at the heap's end no
/// more than 4 MiB stay: the C library's own limits would grow with the largest block that was ever freed, and
/// what is then taken from many threads' heaps never comes back.
void onward_return_freed_memory(void);

#endif
