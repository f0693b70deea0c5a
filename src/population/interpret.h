// The decisions of a plan by the interpreter, a person at a time: those that did not compile, and
// all when the interpreter is asked for. Inside the room.
//
// Its codes are numbers given to answers as they first appear, shared by all threads.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "dmn/determine.h"
#include "population/plan.h"

namespace zhulian::population {

class Interpreted {
 public:
  // The code of an answer when there are more different ones than codes: answer() knows nothing
  // of it, explain() still does.
  static constexpr std::uint16_t too_many = 0xFFFF;

  Interpreted(const dmn::Rules& rules, std::vector<Asked> asked, const Schema& schema,
              feel::Context constants);

  void decide(int asked, const Population& population, std::size_t from, std::size_t to,
              Sheet& sheet);
  Answer answer(int asked, std::uint16_t code) const;
  std::size_t codes(int asked) const;

  dmn::Determination determine(int asked, const Population& population, std::size_t person) const;
  Answer answer_of(int asked, const dmn::Determination& determined) const;

 private:
  struct Known {
    std::vector<Answer> answers;
    std::map<std::string, std::uint16_t, std::less<>> codes;
  };
  std::uint16_t code_of(int asked, const Answer& answer);
  // Whether nothing but a missing fact of a person can be unknown: then who is known in full is
  // decided the short way.
  bool only_facts_unknown(const Schema& schema) const;

  dmn::Rules rules_;
  std::vector<Asked> asked_;
  feel::Context constants_;
  dmn::MeansNone means_none_;
  std::vector<bool> counts_;  // By column: its absence makes a person not known in full.
  bool short_way_ = false;
  mutable std::mutex mutex_;
  std::vector<Known> known_;
};

// The amount in fen of a result: 0 where there is none, nullopt where it is no whole number of
// fen or too large.
std::optional<std::int32_t> amount_of(const Asked& asked, const feel::Value& value);
// Whether the value, or an entry or item of it, is unknown.
bool holds_unknown(const feel::Value& value);
// Values that FEEL calls equal have the same key.
std::string key_of(const feel::Value& value);

}  // namespace zhulian::population
