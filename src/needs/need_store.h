// The rows of needs. SQL stands here and in the other *_store files only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "needs/needs.h"
#include "needs/states.h"
#include "needs/where.h"

namespace zhulian::needs::store {

// A need as its rows tell it; `line` is complete but for `state`, `place` and who may read the
// name.
struct NeedRow {
  NeedLine line{};
  NeedFacts facts{};
  bool proxy = false;
  std::string recorded_by{};
};

// Narrowed by visible_needs.
std::optional<NeedRow> find_need(const Call&, const Id<Need>&);
std::vector<NeedRow> find_needs(const Call&, const std::vector<Id<Need>>&);
// Without regard to who asks: of an id that came again.
std::optional<NeedRow> find_any_need(Tx&, const Id<Need>&);
// The needs of entries, without those that ended; for whoever may see `visible`.
std::vector<NeedRow> needs_of_listings(const Call&, const std::vector<Id<Listing>>&);

// A page, newest first, one more than `limit` where there is more.
struct NeedFilter {
  std::optional<NeedState> state{};
  std::optional<std::string> category{};
  std::optional<std::string> urgency{};
  std::optional<Area> area{};
  std::optional<PersonId> person{};
  std::optional<std::string> words{};
  std::optional<Cursor> behind{};
  std::int64_t limit = page_default;
};
std::vector<NeedRow> list_needs(const Call&, const NeedFilter&);

// Nobody else changes these needs until the transaction ends.
void lock_needs(Tx&, std::vector<Id<Need>>);

// False when the id is taken.
bool add_need(const Call&, const NewNeed&, const Area&, Day raised_on);
bool add_ending(const Call&, const Ending&);
struct EndingRow {
  EndingKind kind;
  std::optional<Id<Need>> into;
  std::string recorded_by;
};
std::optional<EndingRow> find_ending(Tx&, const Id<Need>&);

// Makes the projected stage anew from the rows.
void refresh_stage(Tx&, const Id<Need>&);
void refresh_stages(Tx&, const Id<Listing>&);

// What needs ask of a person.
struct Life {
  Day birth;
  std::optional<Day> died_on;
};
std::optional<Life> life_of(Tx&, const PersonId&);

}  // namespace zhulian::needs::store
