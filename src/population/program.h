// A compiled plan: steps over registers. Inside the room.
//
// One idea: a step reads columns or registers and writes one register; a register is a byte a
// person of the block, the class of some value. What a class means is known to the compiler alone,
// which made the tables of the next step by asking the interpreter about every class. So the steps
// know nothing of FEEL, and they are few.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dmn/inside.h"
#include "population/kernel.h"
#include "population/plan.h"

namespace zhulian::population {

// Where classes are read: a column of bytes as it stands, or a register.
struct Operand {
  bool column = false;
  int index = 0;
  bool operator==(const Operand&) const = default;
};

// A table by class, filled to whole chunks.
using ClassTable = std::vector<std::uint8_t>;

struct IntervalStep {
  int column;
  std::vector<std::int64_t> bounds;    // Ascending, at most 255.
  std::vector<std::int32_t> narrow{};  // The same for a column of four bytes.
};
struct LookupStep {
  Operand from;
  ClassTable table;
};
struct ShortsStep {
  bool column;  // Else the register of codes `index` of a large table.
  int index;
  ClassTable table;  // 65,536 entries.
};
struct CombineStep {
  Operand a, b;
  int shift;
  ClassTable table;
};
struct CompareStep {
  int a, b;  // Columns of four bytes.
};

// A decision table. Its rules are numbered as bits in the order in which they are asked, which is
// that of the rows but for PRIORITY, and a row whose outputs hang on a fact has a bit for each
// class of it.
struct TableStep {
  struct Input {
    Operand from;
    int chunks = 1;
    std::vector<std::uint8_t> certain, possible;  // By chunk, plane, class within the chunk.
    bool may_be_unknown = false;
    std::uint8_t number = 0;  // The input of the table.
  };
  int table;  // Index in Inside::tables.
  std::vector<Input> inputs;
};

struct Step {
  std::variant<IntervalStep, LookupStep, ShortsStep, CombineStep, CompareStep, TableStep> work;
  int to = -1;  // The register written.
};

// What a decision table leaves beside its step.
struct TablePlan {
  enum class Mode { first, unique, any, collect };
  Mode mode = Mode::first;
  dmn::HitPolicy hit_policy = dmn::HitPolicy::first;
  dmn::Aggregation aggregation = dmn::Aggregation::none;
  int bits = 0;
  int planes = 0;
  bool narrow = true;                // Codes fit in a byte.
  std::vector<int> row_of_bit{};     // 1-based.
  std::vector<int> same_output{};    // Bits of equal outputs share a number; -1 equals none.
  bool outputs_repeat = false;       // Some number stands twice.
  std::vector<std::uint8_t> like{};  // PickJob::like, of a first with one plane.
  std::vector<std::uint8_t> certain_base{}, possible_base{}, granting{};
  std::uint8_t excluded_base = 255;
  std::vector<feel::Value> outputs{};      // By bit.
  std::optional<feel::Value> otherwise{};  // The default output.
  int wide_register = -1;                  // Of codes, when they do not fit in a byte.
  int element = -1;                        // In the rules.
  const dmn::Table* source = nullptr;
  std::vector<feel::Type> coerced{};  // What the result is coerced to, one after the other.
  int code_register = -1;             // Where narrow codes stand.
  // By input of the table: what a person's class of it means.
  struct Seen {
    std::optional<Operand> from{};      // nullopt: the same for everybody.
    std::vector<feel::Value> values{};  // By class; may be unknown.
    bool ranges = false;                // Each class is a range of values: `values` has samples.
    std::vector<int> columns{};
  };
  std::vector<Seen> seen{};
  // Tests that are the same for everybody: the rules they allow.
  struct Constant {
    int number;
    std::vector<std::uint8_t> certain, possible;
  };
  std::vector<Constant> constants{};
};

struct AskedPlan {
  bool compiled = false;
  int table = -1;                       // Index in tables, or
  std::optional<Operand> classes{};     // the class of a value; neither: the same for everybody.
  std::vector<Answer> answers{};        // By code.
  std::vector<std::int32_t> amounts{};  // By code.
  // Of a collecting table: the aggregate of the rules in every byte of a plane, in fen, 256 a
  // plane; empty when it is no amount.
  std::vector<std::int64_t> sums{};
  std::vector<int> columns{};  // Of all facts the answer may hang on.
};

class Interpreted;

struct Plan::Inside {
  Schema schema;
  feel::Context constants;
  std::vector<Asked> asked;
  std::vector<Refused> refused;
  std::vector<Step> steps;
  int registers = 0;
  int wide_registers = 0;
  std::vector<TablePlan> tables;
  std::vector<AskedPlan> answers;
  std::shared_ptr<Interpreted> interpreted;
};

// The workspace of one thread.
class Workspace {
 public:
  std::uint8_t* reg(int index);
  std::uint16_t* wide(int index);
  std::uint8_t* holds(int table, int plane);
  std::uint8_t* possible(int table, int plane);
  std::uint8_t* excluded(int table);
  void fit(const Plan::Inside& plan);

 private:
  std::vector<std::uint8_t> memory_;
  std::vector<std::uint16_t> shorts_;
  std::vector<std::size_t> first_plane_;  // By table.
  std::size_t registers_ = 0, planes_ = 0, tables_ = 0;
};

// One block: all steps for persons from .. from+count-1, at most block_persons.
struct BlockWants {
  bool excluded = false;
};
void run_block(const Plan::Inside& plan, const Kernel& kernel, const Population& population,
               std::size_t from, std::size_t count, Workspace& space, const BlockWants& wants);

// The code of one person whose rules that hold and rules that may hold are told, a byte a plane.
std::uint16_t settle(const TablePlan& table, const std::uint8_t* holds,
                     const std::uint8_t* possible);

}  // namespace zhulian::population
