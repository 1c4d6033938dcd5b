/* Random numbers, Latin hypercubes and Sobol' points: each sample from its number alone,
 * without memory of those before. */
#include "uncertainty/uniforms.h"

#include "core/definition.h"
#include "uncertainty/directions.h"
#include "uncertainty/elementary.h"

#include <math.h>

/* What the fourth word of a counter says the words are for. */
enum { FOR_SAMPLES = 0, FOR_KEYS = 1 };

/* Multipliers and increments of the key: table 2 and section 4 of the paper. */
static const uint64_t FIRST_MULTIPLIER = 0xD2511F53;
static const uint64_t SECOND_MULTIPLIER = 0xCD9E8D57;
static const uint32_t FIRST_WEYL = 0x9E3779B9;
static const uint32_t SECOND_WEYL = 0xBB67AE85;
enum { ROUNDS = 10 };

static const uint64_t LOW_WORD = 0xffffffff;

/* The words are kept in 64 bits, which is how processors multiply them. */
typedef struct {
    uint64_t word[4];
} counter;

static inline counter philox(counter c, uint32_t first_key, uint32_t second_key)
{
    UNROLLED
    for (int i = 0; i < ROUNDS; i++) {
        uint64_t first = FIRST_MULTIPLIER * c.word[0];
        uint64_t second = SECOND_MULTIPLIER * c.word[2];
        counter next = {{(second >> 32) ^ c.word[1] ^ first_key, second & LOW_WORD,
                         (first >> 32) ^ c.word[3] ^ second_key, first & LOW_WORD}};
        c = next;
        first_key += FIRST_WEYL;
        second_key += SECOND_WEYL;
    }
    return c;
}

void aic_philox(const uint32_t counter_words[4], const uint32_t key[2], uint32_t words[4])
{
    counter c = {
        {counter_words[0], counter_words[1], counter_words[2], counter_words[3]}};
    c = philox(c, key[0], key[1]);
    for (int i = 0; i < 4; i++)
        words[i] = (uint32_t)c.word[i];
}

/* The upper 52 of 64 bits, and a half: above 0 and below 1, evenly, without rounding. */
static inline double uniform_of(uint64_t low, uint64_t high)
{
    uint64_t places = (low | high << 32) >> 12;
    return of_bits(bits_of(1.0) | places) - (1 - 0x1p-53);
}

/* Pairs of samples: one counter makes two. */
CLONES static void fill_pairs(uint64_t seed, uint32_t stream, uint64_t first_pair,
                              size_t pairs, double *uniforms)
{
    uint32_t first_key = (uint32_t)seed, second_key = (uint32_t)(seed >> 32);
    INDEPENDENT_ROWS
    for (size_t i = 0; i < pairs; i++) {
        uint64_t pair = first_pair + i;
        counter c = {{pair & LOW_WORD, pair >> 32, stream, FOR_SAMPLES}};
        c = philox(c, first_key, second_key);
        uniforms[2 * i] = uniform_of(c.word[0], c.word[1]);
        uniforms[2 * i + 1] = uniform_of(c.word[2], c.word[3]);
    }
}

static double one_of_pair(uint64_t seed, uint32_t stream, uint64_t sample)
{
    double pair[2];
    fill_pairs(seed, stream, sample / 2, 1, pair);
    return pair[sample % 2];
}

static void fill_random(uint64_t seed, uint32_t stream, uint64_t first, size_t count,
                        double *uniforms)
{
    if (count > 0 && first % 2 == 1) {
        *uniforms++ = one_of_pair(seed, stream, first++);
        count--;
    }
    fill_pairs(seed, stream, first / 2, count / 2, uniforms);
    if (count % 2 == 1)
        uniforms[count - 1] = one_of_pair(seed, stream, first + count - 1);
}

/* Random words for a stream itself. */
static void stream_keys(uint64_t seed, uint32_t stream, uint32_t number, uint32_t keys[4])
{
    uint32_t words[4] = {number, 0, stream, FOR_KEYS};
    uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    aic_philox(words, key, keys);
}

/* A permutation of 0 to count - 1, computed element by element: a Feistel network over
 * the least power of two that holds them all, followed until it falls among them. A count
 * is at most aic_method_samples(). */
enum { FEISTEL_ROUNDS = 8 };

typedef struct {
    uint64_t count;
    int left_bits, right_bits;
    uint32_t keys[FEISTEL_ROUNDS];
} permutation;

static permutation new_permutation(uint64_t seed, uint32_t stream, uint64_t count)
{
    permutation made = {.count = count};
    int bits = 1;
    while (count > (uint64_t)1 << bits)
        bits++;
    made.left_bits = bits / 2;
    made.right_bits = bits - made.left_bits;
    stream_keys(seed, stream, 0, made.keys);
    stream_keys(seed, stream, 1, made.keys + 4);
    return made;
}

/* The finalizer of MurmurHash3 (Appleby 2011), which lets every bit reach every other. */
static inline uint32_t mixed(uint32_t x)
{
    x ^= x >> 16;
    x *= 0x85ebca6b;
    x ^= x >> 13;
    x *= 0xc2b2ae35;
    return x ^ x >> 16;
}

static inline uint64_t permuted_once(const permutation *p, uint64_t place)
{
    uint64_t right_mask = ((uint64_t)1 << p->right_bits) - 1;
    uint64_t left_mask = ((uint64_t)1 << p->left_bits) - 1;
    uint64_t left = place >> p->right_bits, right = place & right_mask;
    for (int i = 0; i < FEISTEL_ROUNDS; i += 2) {
        left ^= mixed((uint32_t)right + p->keys[i]) & left_mask;
        right ^= mixed((uint32_t)left + p->keys[i + 1]) & right_mask;
    }
    return left << p->right_bits | right;
}

static uint64_t permuted(const permutation *p, uint64_t place)
{
    do
        place = permuted_once(p, place);
    while (place >= p->count);
    return place;
}

static void fill_hypercube(const uniform_source *source, uint32_t stream, uint64_t first,
                           size_t count, double *uniforms)
{
    static const double BELOW_ONE = 1 - 0x1p-53;
    permutation order = new_permutation(source->seed, stream, source->count);
    fill_random(source->seed, stream, first, count, uniforms);
    for (size_t i = 0; i < count; i++) {
        double within = (double)permuted(&order, first + i) + uniforms[i];
        double value = within / (double)source->count;
        uniforms[i] = value < BELOW_ONE ? value : BELOW_ONE;
    }
}

/* The direction numbers of a stream, by the recurrence of Bratley and Fox 1988: m_i is
 * 2*a_1*m_(i-1) ^ 4*a_2*m_(i-2) ^ ... ^ 2^s*m_(i-s) ^ m_(i-s). */
static void make_directions(uint32_t stream, uint32_t made[SOBOL_BITS])
{
    const uint16_t *given = directions;
    for (uint32_t i = 1; i < stream; i++)
        given += degree_of(polynomials[i - 1]);
    int degree = stream ? degree_of(polynomials[stream - 1]) : 0;
    for (int i = 0; i < SOBOL_BITS; i++) {
        if (stream == 0)
            made[i] = 1;
        else if (i < degree)
            made[i] = given[i];
        else {
            made[i] = made[i - degree] ^ made[i - degree] << degree;
            for (int k = 1; k < degree; k++)
                if (polynomials[stream - 1] >> (degree - k) & 1)
                    made[i] ^= made[i - k] << k;
        }
    }
    for (int i = 0; i < SOBOL_BITS; i++)
        made[i] <<= SOBOL_BITS - 1 - i;
}

static int trailing_ones(uint64_t value)
{
    int count = 0;
    for (; value & 1; value >>= 1)
        count++;
    return count;
}

static void fill_points(uint32_t stream, uint64_t first, size_t count, uint32_t *points)
{
    uint32_t made[SOBOL_BITS], point = 0;
    make_directions(stream, made);
    uint64_t gray = first ^ first >> 1;
    for (int i = 0; i < SOBOL_BITS; i++)
        point ^= gray >> i & 1 ? made[i] : 0;
    for (size_t i = 0; i < count; i++) {
        points[i] = point;
        if (i + 1 < count)
            point ^= made[trailing_ones(first + i)];
    }
}

static inline uint32_t reversed(uint32_t x)
{
    x = (x >> 1 & 0x55555555) | (x & 0x55555555) << 1;
    x = (x >> 2 & 0x33333333) | (x & 0x33333333) << 2;
    x = (x >> 4 & 0x0f0f0f0f) | (x & 0x0f0f0f0f) << 4;
    x = (x >> 8 & 0x00ff00ff) | (x & 0x00ff00ff) << 8;
    return x >> 16 | x << 16;
}

/* Owen's scrambling: each binary place is flipped or not according to those before it.
 * Read backwards, that is a hash in which bits reach only higher ones (Laine and Karras
 * 2011, with the constants of Vegdahl 2021). */
CLONES static void scramble(const uint32_t keys[4], size_t count, uint32_t *points)
{
    uint32_t added = keys[0], multiplier = keys[1] | 1;
    INDEPENDENT_ROWS
    for (size_t i = 0; i < count; i++) {
        uint32_t x = reversed(points[i]);
        x ^= x * 0x3d20adea;
        x += added;
        x *= multiplier;
        x ^= x * 0x05526c56;
        x ^= x * 0x53a22864;
        points[i] = reversed(x);
    }
}

enum { POINTS_AT_ONCE = 1024 };

static void fill_sobol(const uniform_source *source, uint32_t stream, uint64_t first,
                       size_t count, double *uniforms)
{
    uint32_t points[POINTS_AT_ONCE], keys[4];
    stream_keys(source->seed, stream, 0, keys);
    for (size_t done = 0; done < count; done += POINTS_AT_ONCE) {
        size_t now = count - done < POINTS_AT_ONCE ? count - done : POINTS_AT_ONCE;
        fill_points(stream, first + done, now, points);
        if (source->method == AIC_SOBOL)
            scramble(keys, now, points);
        for (size_t i = 0; i < now; i++)
            uniforms[done + i] = (points[i] + 0.5) * 0x1p-32;
    }
}

uint64_t aic_method_samples(int32_t method)
{
    bool sobol = method == AIC_SOBOL || method == AIC_SOBOL_UNSCRAMBLED;
    return (uint64_t)1 << (sobol ? SOBOL_BITS : 48);
}

size_t aic_method_streams(int32_t method)
{
    bool sobol = method == AIC_SOBOL || method == AIC_SOBOL_UNSCRAMBLED;
    return sobol ? SOBOL_STREAMS : UINT32_MAX;
}

void aic_uniforms(const uniform_source *source, uint32_t stream, uint64_t first,
                  size_t count, double *uniforms)
{
    if (source->method == AIC_RANDOM)
        fill_random(source->seed, stream, first, count, uniforms);
    else if (source->method == AIC_LATIN_HYPERCUBE)
        fill_hypercube(source, stream, first, count, uniforms);
    else
        fill_sobol(source, stream, first, count, uniforms);
}
