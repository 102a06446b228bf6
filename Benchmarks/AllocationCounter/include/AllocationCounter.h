/*
 * Counts the allocations of each thread of a program that links this module.
 *
 * The one part of the package that is written in C: Swift has no way to stand in for `malloc`, and
 * no other count misses nothing. Only the benchmarks and their tests link it.
 */
#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdint.h>

/* How often the calling thread has asked for memory so far; negative where that is not counted,
   which is everywhere but with the C library of GNU, and under a sanitizer. */
int64_t wavetank_allocation_count(void);

#endif
