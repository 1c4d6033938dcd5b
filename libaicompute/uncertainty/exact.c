/* Sums of doubles without rounding, as long integers (Kulisch 1971). */
#include "uncertainty/exact.h"

#include "uncertainty/elementary.h"

#include <stdbool.h>

enum { LAST = EXACT_WORDS - 1, WORD_BITS = 64 };

static const uint64_t FRACTION_MASK = 0xfffffffffffff;

/* Add a word at a place, and take the carry as far as it goes. */
static void add_word(uint64_t *words, int at, uint64_t word)
{
    for (; word && at < EXACT_WORDS; at++) {
        words[at] += word;
        word = words[at] < word;
    }
}

static void subtract_word(uint64_t *words, int at, uint64_t word)
{
    for (; word && at < EXACT_WORDS; at++) {
        uint64_t before = words[at];
        words[at] -= word;
        word = before < word;
    }
}

void aic_exact_add(exact_sum *sum, double value)
{
    if (!isfinite(value)) {
        ++*(isnan(value) ? &sum->missing : value > 0 ? &sum->plus : &sum->minus);
        return;
    }
    uint64_t bits = bits_of(value), fraction = bits & FRACTION_MASK;
    int exponent = (int)(bits >> 52 & 0x7ff);
    if (exponent > 0)
        fraction |= FRACTION_MASK + 1;
    int place = exponent > 0 ? exponent - 1 : 0; /* of the fraction's last bit */
    int at = place / WORD_BITS, shift = place % WORD_BITS;
    uint64_t low = fraction << shift;
    uint64_t high = shift ? fraction >> (WORD_BITS - shift) : 0;
    void (*take)(uint64_t *, int, uint64_t) = value < 0 ? subtract_word : add_word;
    take(sum->words, at, low);
    take(sum->words, at + 1, high);
}

void aic_exact_merge(exact_sum *sum, const exact_sum *other)
{
    uint64_t carry = 0;
    for (int i = 0; i < EXACT_WORDS; i++) {
        uint64_t with = sum->words[i] + other->words[i];
        uint64_t over = with < other->words[i];
        sum->words[i] = with + carry;
        carry = over | (sum->words[i] < carry);
    }
    sum->plus += other->plus;
    sum->minus += other->minus;
    sum->missing += other->missing;
}

/* The 64 bits from a place on, and whether anything is below. */
static uint64_t bits_from(const uint64_t *words, int place)
{
    int at = place / WORD_BITS, shift = place % WORD_BITS;
    uint64_t low = words[at] >> shift;
    return shift && at < LAST ? low | words[at + 1] << (WORD_BITS - shift) : low;
}

static bool any_below(const uint64_t *words, int place)
{
    int at = place / WORD_BITS, shift = place % WORD_BITS;
    for (int i = 0; i < at; i++)
        if (words[i])
            return true;
    return (words[at] & (((uint64_t)1 << shift) - 1)) != 0;
}

/* A number that is not negative, rounded once: to the nearest, ties to even. */
static double magnitude_of(const uint64_t *words)
{
    int top = LAST * WORD_BITS + WORD_BITS - 1;
    while (top >= 0 && !(words[top / WORD_BITS] >> (top % WORD_BITS) & 1))
        top--;
    if (top < 53) /* no more bits than a double has */
        return ldexp((double)words[0], -1074);
    int place = top - 52; /* of the last bit that is kept */
    uint64_t kept = bits_from(words, place) & (2 * FRACTION_MASK + 1);
    bool half = bits_from(words, place - 1) & 1;
    if (half && ((kept & 1) || any_below(words, place - 1)))
        kept++;
    return ldexp((double)kept, place - 1074);
}

double aic_exact_value(const exact_sum *sum)
{
    if (sum->missing || (sum->plus && sum->minus))
        return NAN;
    if (sum->plus || sum->minus)
        return sum->plus ? INFINITY : -INFINITY;
    uint64_t words[EXACT_WORDS];
    bool negative = sum->words[LAST] >> (WORD_BITS - 1);
    uint64_t carry = 1;
    for (int i = 0; i < EXACT_WORDS; i++) {
        words[i] = negative ? ~sum->words[i] + carry : sum->words[i];
        carry = carry && words[i] == 0;
    }
    double magnitude = magnitude_of(words);
    return negative ? -magnitude : magnitude;
}
