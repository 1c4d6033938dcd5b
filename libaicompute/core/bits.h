/* Doubles as the 64 bits that they are made of. */
#ifndef AICOMPUTE_CORE_BITS_H
#define AICOMPUTE_CORE_BITS_H

#include <stdint.h>
#include <string.h>

static inline uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline double of_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The leading 26 bits, so that products of two such are exact. */
static inline double leading(double value)
{
    return of_bits(bits_of(value) & ~(uint64_t)0x7ffffff);
}

#endif
