// The passes over a block of persons: what a plan's steps are made of. Inside the room.
//
// One idea: everything between the columns and the answer is a byte a person, "which class is the
// value of": a table of 16 bytes looked up for 32 persons by one instruction. There are two
// implementations with the same results, one for AVX2 and one for any machine; the machine is
// asked once which it can run.
//
// Every pass works on `count` persons, a multiple of 32. Arrays are read and written that far:
// whoever calls has room for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace zhulian::population {

inline constexpr std::size_t block_persons = 2048;
inline constexpr std::size_t lanes = 32;

// Tables of classes are looked up in chunks of 16; a class past the table's end reads 0.
constexpr int chunks_of(std::size_t classes) {
  return static_cast<int>((classes + 15) / 16);
}

// One input of a decision table: for each class of its value the rules it allows, 8 rules a plane.
// The tables stand by chunk, then plane, then class within the chunk.
struct MaskInput {
  const std::uint8_t* classes;
  const std::uint8_t* certain;
  const std::uint8_t* possible;  // The same as `certain` where nothing can be unknown.
  int chunks;
  std::uint8_t number;  // Of the table's input, told when it excludes.
};

struct MaskJob {
  std::span<const MaskInput> inputs;
  int planes;
  // Rules allowed before any input is looked at, a byte a plane.
  const std::uint8_t* certain_base;
  const std::uint8_t* possible_base;
  // One array a plane.
  std::uint8_t* const* holds;
  std::uint8_t* const* possible;
  // The first input that leaves none of these rules possible, 255 while there is one; nullptr: not
  // wanted.
  const std::uint8_t* granting;
  std::uint8_t* excluded;
  std::uint8_t excluded_base;  // Where already the base leaves none: what to tell.
};

// What becomes of the rules that hold: the code of each person.
struct PickJob {
  int planes;
  std::uint8_t none;  // The code of nobody's rule; a rule's code is its number.
  const std::uint8_t* const* holds;
  const std::uint8_t* const* possible;
  std::uint8_t* code;
  // A bit a person, set where the codes of the two sets differ or more than one rule holds: the
  // caller settles these one by one.
  std::uint32_t* open;
  bool single;  // More than one possible rule leaves it open too.
  // One plane, the first rule deciding: by rule the rules of the same output, 16 bytes. Where all
  // rules that may hold down to the first that does are such, the first of them decides, and
  // nothing is left open. nullptr: none of that.
  const std::uint8_t* like;
};

struct Kernel {
  const char* name;
  // How many of the ascending bounds (at most 255) the value reaches.
  void (*interval_ints)(const std::int32_t* values, std::size_t count, const std::int32_t* bounds,
                        int bound_count, std::uint8_t* out);
  void (*interval_longs)(const std::int64_t* values, std::size_t count, const std::int64_t* bounds,
                         int bound_count, std::uint8_t* out);
  // table[class]
  void (*lookup)(const std::uint8_t* classes, std::size_t count, const std::uint8_t* table,
                 int chunks, std::uint8_t* out);
  // table[a << shift | b]
  void (*combine)(const std::uint8_t* a, const std::uint8_t* b, std::size_t count, int shift,
                  const std::uint8_t* table, int chunks, std::uint8_t* out);
  // 0 a < b, 1 equal, 2 a > b, 3 a missing, 4 b missing, 5 both.
  void (*compare_ints)(const std::int32_t* a, const std::int32_t* b, std::size_t count,
                       std::uint8_t* out);
  void (*mask)(const MaskJob& job, std::size_t count);
  void (*pick)(const PickJob& job, std::size_t count);
  // amounts[code] of codes below 256.
  void (*amounts)(const std::uint8_t* codes, std::size_t count, const std::int32_t* amounts,
                  int code_count, std::int32_t* out);
  void (*widen)(const std::uint8_t* codes, std::size_t count, std::uint16_t* out);
};

const Kernel& plain_kernel();
// nullptr where the machine (or the build) has no AVX2.
const Kernel* avx2_kernel();
// The better of the two.
const Kernel& best_kernel();

}  // namespace zhulian::population
