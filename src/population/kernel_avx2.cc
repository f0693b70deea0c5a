// The passes with AVX2: 32 persons an instruction. Only functions of this file are compiled for
// it, and they call nothing but each other and intrinsics, so that the rest of the program runs on
// any machine.
#include "population/columns.h"
#include "population/kernel.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

namespace zhulian::population {

namespace {

using Bytes = __m256i;

AVX2 inline Bytes load(const void* from) {
  return _mm256_loadu_si256(static_cast<const Bytes*>(from));
}
AVX2 inline void store(void* to, Bytes bytes) {
  _mm256_storeu_si256(static_cast<Bytes*>(to), bytes);
}
// 16 bytes in both halves.
AVX2 inline Bytes table_at(const std::uint8_t* table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table)));
}
AVX2 inline Bytes all(std::uint8_t byte) {
  return _mm256_set1_epi8(static_cast<char>(byte));
}

// The places of classes within a chunk; what lies in another chunk gets its high bit set, which
// a shuffle answers with 0.
AVX2 inline Bytes within(Bytes classes, int chunk) {
  return _mm256_adds_epu8(_mm256_sub_epi8(classes, all(static_cast<std::uint8_t>(16 * chunk))),
                          all(0x70));
}

AVX2 inline Bytes looked_up(Bytes classes, const std::uint8_t* table, int chunks,
                            std::size_t stride = 16) {
  Bytes found = _mm256_shuffle_epi8(table_at(table), within(classes, 0));
  for (int c = 1; c < chunks; ++c)
    found = _mm256_or_si256(
        found, _mm256_shuffle_epi8(table_at(table + static_cast<std::size_t>(c) * stride),
                                   within(classes, c)));
  return found;
}

// Four times eight counts of 32 bits to 32 bytes, in order.
AVX2 inline Bytes packed(Bytes a, Bytes b, Bytes c, Bytes d) {
  const Bytes shorts = _mm256_packs_epi16(_mm256_packs_epi32(a, b), _mm256_packs_epi32(c, d));
  return _mm256_permutevar8x32_epi32(shorts, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
}

AVX2 void interval_ints(const std::int32_t* values, std::size_t count, const std::int32_t* bounds,
                        int bound_count, std::uint8_t* out) {
  if (bound_count > 24) {
    plain_kernel().interval_ints(values, count, bounds, bound_count, out);
    return;
  }
  for (std::size_t i = 0; i < count; i += lanes) {
    const Bytes a = load(values + i), b = load(values + i + 8), c = load(values + i + 16),
                d = load(values + i + 24);
    Bytes reached = _mm256_setzero_si256();
    for (int k = 0; k < bound_count; ++k) {  // value >= bound: not bound > value.
      const Bytes bound = _mm256_set1_epi32(bounds[k]);
      const Bytes below = packed(_mm256_cmpgt_epi32(bound, a), _mm256_cmpgt_epi32(bound, b),
                                 _mm256_cmpgt_epi32(bound, c), _mm256_cmpgt_epi32(bound, d));
      reached = _mm256_add_epi8(reached, _mm256_add_epi8(below, all(1)));
    }
    store(out + i, reached);
  }
}

AVX2 void interval_longs(const std::int64_t* values, std::size_t count, const std::int64_t* bounds,
                         int bound_count, std::uint8_t* out) {
  if (bound_count > 24) {
    plain_kernel().interval_longs(values, count, bounds, bound_count, out);
    return;
  }
  for (std::size_t i = 0; i < count; i += 4) {
    const Bytes value = load(values + i);
    Bytes below = _mm256_setzero_si256();
    for (int k = 0; k < bound_count; ++k)
      below = _mm256_sub_epi64(below, _mm256_cmpgt_epi64(_mm256_set1_epi64x(bounds[k]), value));
    alignas(32) std::int64_t counted[4];
    store(counted, below);
    for (int j = 0; j < 4; ++j)
      out[i + static_cast<std::size_t>(j)] = static_cast<std::uint8_t>(bound_count - counted[j]);
  }
}

AVX2 void lookup(const std::uint8_t* classes, std::size_t count, const std::uint8_t* table,
                 int chunks, std::uint8_t* out) {
  for (std::size_t i = 0; i < count; i += lanes)
    store(out + i, looked_up(load(classes + i), table, chunks));
}

AVX2 void combine(const std::uint8_t* a, const std::uint8_t* b, std::size_t count, int shift,
                  const std::uint8_t* table, int chunks, std::uint8_t* out) {
  const __m128i by = _mm_cvtsi32_si128(shift);
  const Bytes kept = all(static_cast<std::uint8_t>(0xFF << shift));
  for (std::size_t i = 0; i < count; i += lanes) {
    const Bytes high = _mm256_and_si256(_mm256_sll_epi16(load(a + i), by), kept);
    store(out + i, looked_up(_mm256_or_si256(high, load(b + i)), table, chunks));
  }
}

AVX2 inline Bytes compared(Bytes a, Bytes b) {
  const Bytes none = _mm256_set1_epi32(no_int);
  const Bytes one = _mm256_set1_epi32(1), two = _mm256_set1_epi32(2);
  // 1 + (a > b) - (a < b), in full lanes.
  const Bytes known =
      _mm256_add_epi32(one, _mm256_sub_epi32(_mm256_cmpgt_epi32(b, a), _mm256_cmpgt_epi32(a, b)));
  const Bytes no_a = _mm256_cmpeq_epi32(a, none), no_b = _mm256_cmpeq_epi32(b, none);
  const Bytes missing = _mm256_add_epi32(
      two, _mm256_add_epi32(_mm256_and_si256(no_a, one), _mm256_and_si256(no_b, two)));
  return _mm256_blendv_epi8(known, missing, _mm256_or_si256(no_a, no_b));
}

AVX2 void compare_ints(const std::int32_t* a, const std::int32_t* b, std::size_t count,
                       std::uint8_t* out) {
  for (std::size_t i = 0; i < count; i += lanes)
    store(out + i,
          packed(compared(load(a + i), load(b + i)), compared(load(a + i + 8), load(b + i + 8)),
                 compared(load(a + i + 16), load(b + i + 16)),
                 compared(load(a + i + 24), load(b + i + 24))));
}

// One plane: the usual case of at most eight rules keeps everything in registers.
AVX2 void mask_one(const MaskJob& job, std::size_t count) {
  const Bytes granting = all(job.granting ? job.granting[0] : 0);
  const Bytes zero = _mm256_setzero_si256();
  for (std::size_t i = 0; i < count; i += lanes) {
    Bytes certain = all(job.certain_base[0]), possible = all(job.possible_base[0]);
    Bytes excluded = all(job.excluded_base);
    for (const MaskInput& input : job.inputs) {
      const Bytes classes = load(input.classes + i);
      const Bytes allowed = looked_up(classes, input.possible, input.chunks);
      possible = _mm256_and_si256(possible, allowed);
      certain = _mm256_and_si256(certain, input.certain == input.possible
                                              ? allowed
                                              : looked_up(classes, input.certain, input.chunks));
      if (job.excluded) {
        const Bytes none_left = _mm256_cmpeq_epi8(_mm256_and_si256(possible, granting), zero);
        const Bytes still = _mm256_cmpeq_epi8(excluded, all(255));
        excluded =
            _mm256_blendv_epi8(excluded, all(input.number), _mm256_and_si256(none_left, still));
      }
    }
    store(job.holds[0] + i, certain);
    store(job.possible[0] + i, possible);
    if (job.excluded) store(job.excluded + i, excluded);
  }
}

AVX2 void mask(const MaskJob& job, std::size_t count) {
  if (job.planes == 1) {
    mask_one(job, count);
    return;
  }
  const auto planes = static_cast<std::size_t>(job.planes);
  const Bytes zero = _mm256_setzero_si256();
  for (std::size_t i = 0; i < count; i += lanes) {
    for (std::size_t p = 0; p < planes; ++p) {
      Bytes certain = all(job.certain_base[p]), possible = all(job.possible_base[p]);
      for (const MaskInput& input : job.inputs) {
        const Bytes classes = load(input.classes + i);
        const Bytes allowed =
            looked_up(classes, input.possible + p * 16, input.chunks, planes * 16);
        possible = _mm256_and_si256(possible, allowed);
        certain = _mm256_and_si256(
            certain, input.certain == input.possible
                         ? allowed
                         : looked_up(classes, input.certain + p * 16, input.chunks, planes * 16));
      }
      store(job.holds[p] + i, certain);
      store(job.possible[p] + i, possible);
    }
    if (!job.excluded) continue;
    // Once more, the planes side by side: which input left no granting rule in any of them.
    Bytes excluded = all(job.excluded_base);
    for (std::size_t k = 0; k < job.inputs.size(); ++k) {
      Bytes left = zero;
      for (std::size_t p = 0; p < planes; ++p) {
        if (!job.granting[p]) continue;
        Bytes possible = all(job.possible_base[p] & job.granting[p]);
        for (std::size_t before = 0; before <= k; ++before) {
          const MaskInput& input = job.inputs[before];
          possible =
              _mm256_and_si256(possible, looked_up(load(input.classes + i), input.possible + p * 16,
                                                   input.chunks, planes * 16));
        }
        left = _mm256_or_si256(left, possible);
      }
      const Bytes still = _mm256_cmpeq_epi8(excluded, all(255));
      excluded = _mm256_blendv_epi8(excluded, all(job.inputs[k].number),
                                    _mm256_and_si256(_mm256_cmpeq_epi8(left, zero), still));
    }
    store(job.excluded + i, excluded);
  }
}

// The number of the lowest bit of each byte; 0 for a byte without one.
AVX2 inline Bytes lowest(Bytes bytes) {
  const Bytes bit = _mm256_and_si256(bytes, _mm256_sub_epi8(_mm256_setzero_si256(), bytes));
  const Bytes low =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 0, 1, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0));
  const Bytes high =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 4, 5, 0, 6, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0));
  const Bytes nibble = all(15);
  return _mm256_add_epi8(
      _mm256_shuffle_epi8(low, _mm256_and_si256(bit, nibble)),
      _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bit, 4), nibble)));
}

// One plane, the first rule deciding, equal outputs told: nothing is left open.
AVX2 void pick_first(const PickJob& job, std::size_t count) {
  const Bytes zero = _mm256_setzero_si256(), none = all(job.none), ones = all(255);
  const Bytes to_verify = all(static_cast<std::uint8_t>(job.none + 1));
  const Bytes like = table_at(job.like);
  for (std::size_t i = 0; i < count; i += lanes) {
    const Bytes c = load(job.holds[0] + i), m = load(job.possible[0] + i);
    const Bytes no_certain = _mm256_cmpeq_epi8(c, zero);
    const Bytes certain = _mm256_blendv_epi8(lowest(c), none, no_certain);
    const Bytes possible = _mm256_blendv_epi8(lowest(m), none, _mm256_cmpeq_epi8(m, zero));
    const Bytes first = _mm256_and_si256(c, _mm256_sub_epi8(zero, c));
    const Bytes down_to = _mm256_or_si256(first, _mm256_add_epi8(first, ones));
    const Bytes unlike =
        _mm256_andnot_si256(_mm256_shuffle_epi8(like, possible), _mm256_and_si256(m, down_to));
    const Bytes agreed = _mm256_andnot_si256(no_certain, _mm256_cmpeq_epi8(unlike, zero));
    const Bytes settled = _mm256_or_si256(agreed, _mm256_cmpeq_epi8(certain, possible));
    store(job.code + i,
          _mm256_blendv_epi8(_mm256_add_epi8(possible, to_verify), possible, settled));
    job.open[i / lanes] = 0;
  }
}

AVX2 void pick(const PickJob& job, std::size_t count) {
  if (job.like) {
    pick_first(job, count);
    return;
  }
  const Bytes zero = _mm256_setzero_si256(), none = all(job.none);
  const Bytes to_verify = all(static_cast<std::uint8_t>(job.none + 1));
  for (std::size_t i = 0; i < count; i += lanes) {
    Bytes certain = none, possible = none, several = zero, seen = zero;
    for (int p = job.planes; p-- > 0;) {
      const Bytes c = load(job.holds[p] + i), m = load(job.possible[p] + i);
      const Bytes first = all(static_cast<std::uint8_t>(8 * p));
      certain = _mm256_blendv_epi8(_mm256_add_epi8(lowest(c), first), certain,
                                   _mm256_cmpeq_epi8(c, zero));
      const Bytes empty = _mm256_cmpeq_epi8(m, zero);
      possible = _mm256_blendv_epi8(_mm256_add_epi8(lowest(m), first), possible, empty);
      if (job.single) {  // Two in this plane, or one here and one in a plane seen before.
        const Bytes rest = _mm256_and_si256(m, _mm256_add_epi8(m, all(255)));
        const Bytes two = _mm256_xor_si256(_mm256_cmpeq_epi8(rest, zero), all(255));
        several = _mm256_or_si256(several, _mm256_or_si256(two, _mm256_andnot_si256(empty, seen)));
        seen = _mm256_or_si256(seen, _mm256_xor_si256(empty, all(255)));
      }
    }
    const Bytes same = _mm256_cmpeq_epi8(certain, possible);
    store(job.code + i, _mm256_blendv_epi8(_mm256_add_epi8(possible, to_verify), certain, same));
    const auto differs = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(same));
    job.open[i / lanes] = differs | static_cast<std::uint32_t>(_mm256_movemask_epi8(several));
  }
}

AVX2 void amounts(const std::uint8_t* codes, std::size_t count, const std::int32_t* values,
                  int code_count, std::int32_t* out) {
  if (code_count > 16) {
    plain_kernel().amounts(codes, count, values, code_count, out);
    return;
  }
  // The four bytes of the amounts as four tables of 16.
  alignas(32) std::uint8_t tables[4][16] = {};
  for (int c = 0; c < code_count; ++c)
    for (int b = 0; b < 4; ++b)
      tables[b][c] = static_cast<std::uint8_t>(static_cast<std::uint32_t>(values[c]) >> (8 * b));
  const Bytes t0 = table_at(tables[0]), t1 = table_at(tables[1]), t2 = table_at(tables[2]),
              t3 = table_at(tables[3]);
  for (std::size_t i = 0; i < count; i += lanes) {
    // Unpacking works within halves: this order of fours leaves the persons in theirs.
    const Bytes in_order = _mm256_permutevar8x32_epi32(within(load(codes + i), 0),
                                                       _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7));
    const Bytes b0 = _mm256_shuffle_epi8(t0, in_order), b1 = _mm256_shuffle_epi8(t1, in_order),
                b2 = _mm256_shuffle_epi8(t2, in_order), b3 = _mm256_shuffle_epi8(t3, in_order);
    const Bytes low01 = _mm256_unpacklo_epi8(b0, b1), high01 = _mm256_unpackhi_epi8(b0, b1);
    const Bytes low23 = _mm256_unpacklo_epi8(b2, b3), high23 = _mm256_unpackhi_epi8(b2, b3);
    store(out + i, _mm256_unpacklo_epi16(low01, low23));
    store(out + i + 8, _mm256_unpackhi_epi16(low01, low23));
    store(out + i + 16, _mm256_unpacklo_epi16(high01, high23));
    store(out + i + 24, _mm256_unpackhi_epi16(high01, high23));
  }
}

AVX2 void widen(const std::uint8_t* codes, std::size_t count, std::uint16_t* out) {
  for (std::size_t i = 0; i < count; i += 16)
    store(out + i,
          _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(codes + i))));
}

constexpr Kernel kernel{.name = "avx2",
                        .interval_ints = interval_ints,
                        .interval_longs = interval_longs,
                        .lookup = lookup,
                        .combine = combine,
                        .compare_ints = compare_ints,
                        .mask = mask,
                        .pick = pick,
                        .amounts = amounts,
                        .widen = widen};

}  // namespace

const Kernel* avx2_kernel() {
  static const bool there = __builtin_cpu_supports("avx2");
  return there ? &kernel : nullptr;
}

}  // namespace zhulian::population

#else

namespace zhulian::population {
const Kernel* avx2_kernel() {
  return nullptr;
}
}  // namespace zhulian::population

#endif
