// A run: everybody of an area determined as of a day, written where it differs.
//
// One idea: a run is a row and so is each portion of it that is done, so that one broken off is
// taken up where it stopped; and because only differences are written, doing a portion twice
// changes nothing. A scenario is the same run under other parameters or tables, compared with the
// present ones and never written.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/call.h"
#include "platform/outbox.h"
#include "policy/decide.h"

namespace zhulian::policy {

struct Run;

// How many, and how much a month.
struct Count {
  std::int64_t persons = 0;
  std::int64_t fen = 0;
};
using Counts = std::map<std::string, std::map<packs::Outcome, Count>, std::less<>>;  // By policy.

// Under a scenario, against the present rules, by policy.
struct Shift {
  std::int64_t gain = 0;  // People who would get more, lose less ..
  std::int64_t lose = 0;  // .. or less than now.
  std::int64_t fen = 0;   // More (or less) a month, altogether.
};

struct RunResult {
  std::int64_t persons = 0;
  std::int64_t entitled = 0;   // To one policy at least.
  std::int64_t to_verify = 0;  // One policy at least hangs on something to find out.
  std::int64_t changed = 0;    // Determinations written.
  Counts by_policy{};
  std::map<std::string, Shift> shifts{};  // With a scenario.
  // Policies decided by the interpreter, with why (a key of messages/population.yaml).
  std::map<std::string, std::string> interpreted{};
};

struct RunOptions {
  Day as_of{};
  Area area{};
  const packs::Policies* scenario = nullptr;
  std::string rules{};  // Of the packs, see digest_of().
};

// Errors: of population::compile().
Result<RunResult> run(Database&, const Deployment&, const Actor&, Instant now, const RunOptions&);

// Who moved is listed where they live now, as they were decided before, until the next run.
// `body.to` is the code of the area.
Result<void> follow_move(const Call&, const Event& moved);

// The policies' files of the packs as one short text: another text, other rules.
std::string digest_of(Tx&);

// The packs' policies with a file laid over them: .csv with parameters (a row takes the place of
// the rows of its key and area on its days), or .dmn with a model of the same file name.
// Errors: those of reading; policy.scenario.kind for another kind of file.
Result<packs::Policies> overlaid(const packs::Policies&, const std::string& file,
                                 const std::string& content);

}  // namespace zhulian::policy
