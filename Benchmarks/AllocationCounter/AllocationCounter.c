#include "AllocationCounter.h"

/* A sanitizer has an allocator of its own, which nothing may come before. */
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

#if defined(__GLIBC__) && !IS_SANITIZED

#include <stddef.h>

/* The C library's own allocator, by the names under which it does not replace itself. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

/* One count a thread: what other threads do at the same time does not disturb a measurement. */
static _Thread_local int64_t allocations;

/* A program's own definitions take the place of the C library's, for the Swift runtime too. */
void *malloc(size_t size) {
  allocations += 1;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  allocations += 1;
  return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
  allocations += 1;
  return __libc_realloc(block, size);
}

int64_t wavetank_allocation_count(void) { return allocations; }

#else

int64_t wavetank_allocation_count(void) { return -1; }

#endif
