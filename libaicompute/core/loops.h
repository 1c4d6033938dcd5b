/* How loops over rows are compiled. */
#ifndef AICOMPUTE_CORE_LOOPS_H
#define AICOMPUTE_CORE_LOOPS_H

/* One function for every kind of processor, of which the loader picks one. */
#if defined(AIC_HAVE_TARGET_CLONES)
#define CLONES __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define CLONES
#endif

/* For what is too long for compilers to put into loops by themselves: a loop with a call
 * in it does not vectorise. */
#if defined(__GNUC__)
#define IN_LOOPS static inline __attribute__((always_inline))
#else
#define IN_LOOPS static inline
#endif

#if defined(__clang__)
#define INDEPENDENT_ROWS _Pragma("clang loop vectorize(assume_safety)")
#define UNROLLED _Pragma("clang loop unroll(full)")
#elif defined(__GNUC__)
#define INDEPENDENT_ROWS _Pragma("GCC ivdep")
#define UNROLLED _Pragma("GCC unroll 32")
#else
#define INDEPENDENT_ROWS
#define UNROLLED
#endif

#endif
