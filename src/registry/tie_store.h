// The rows of ties and groups, and what is known of a person whom a rule asks about.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "registry/groups.h"
#include "registry/registry.h"

namespace zhulian::registry::store {

// ---- ties --------------------------------------------------------------------------------------

struct TieRecord : TieLine {
  Area area{};
  std::optional<std::string> sole{};  // What nobody else may have at the same time.
};
std::optional<TieRecord> find_tie(Tx&, const Id<Tie>&);
// False when the id is taken, or what is sole is somebody's.
bool insert_tie(const Call&, const TieRecord&);
void end_tie(Tx&, const Id<Tie>&, Day on);
// Ties of a kind that hold on any day from `from` on and share an end: what an exclusive kind
// may not have twice.
bool has_tie(Tx&, std::string_view kind, std::string_view end, std::string_view end_kind,
             std::string_view end_id, Day from);
// With a person at either end, that hold on any day from `day` on.
std::vector<TieRecord> ties_of_person(Tx&, const PersonId&, Day day);
// Whether somebody has a tie of one of the kinds, to whomever, on a day.
bool holds_one_of(Tx&, std::string_view from_kind, std::string_view from_id,
                  const std::vector<std::string>& kinds, Day on);

struct TieFilter {
  Condition where;  // On t.area.
  std::optional<std::string> kind{};
  std::optional<std::string> party{};  // The id at either end.
  std::optional<TieRecord> after{};    // Behind this one, in the order of the list.
  // Kinds that are shown only while both people agree to a purpose.
  std::vector<std::pair<std::string, std::string>> consents{};
  Day today{};
  std::int64_t limit = 0;
};
// By area, kind, first day.
std::vector<TieRecord> ties(Tx&, const TieFilter&);
// Users whose ties of a kind to areas hold on a day: the areas' codes.
std::vector<Area> tied_areas(Tx&, std::string_view kind, std::string_view user, Day on);

// True for the people somebody speaks for on a day: themself, and whom a tie of a speaking kind
// binds to them or to their account. `id_column` holds the person's id; placeholders from `next`.
Condition spoken_for(const Actor&, const std::vector<std::string>& kinds, Day on,
                     std::string_view id_column, int next);
bool speaks_for(Tx&, const Actor&, const std::vector<std::string>& kinds, Day on, const PersonId&);

// ---- people ------------------------------------------------------------------------------------

// What a condition of a pack may speak of, on a day.
struct PersonFacts {
  Day birth{};
  std::optional<Day> died_on{};
  std::optional<std::int64_t> category{};  // Of the certificate valid on the day.
  std::optional<std::int64_t> level{};
};
PersonFacts person_facts(Tx&, const PersonId&, Day on);

// ---- groups ------------------------------------------------------------------------------------

struct GroupRow {
  Id<Group> id;
  std::string kind;
  Area area;
  Day from;
  std::optional<Day> until;
  std::string end_reason;
};
std::optional<GroupRow> find_group(Tx&, const Id<Group>&, bool lock = false);
bool insert_group(const Call&, const GroupRow&);

struct PartRow {
  Id<Group> group;
  GroupPartLine line;
  std::optional<std::string> sole;
};
// False when what is sole is in another group.
bool insert_part(const Call&, const PartRow&);
void end_part(Tx&, const Id<Group>&, const std::string& part, Day from, Day on);
void end_group(Tx&, const Id<Group>&, Day on, const std::string& reason);
// By part, the latest first; with names of people as the caller may read them.
std::vector<PartRow> parts(Tx&, const std::vector<Id<Group>>&);

// The groups in which a person stands on any day from `day` on.
struct Standing {
  Id<Group> group;
  std::string part;
  Day from;
};
std::vector<Standing> standings_of(Tx&, const PersonId&, Day day);

struct GroupFilter {
  std::optional<Area> area{};
  std::optional<std::string> kind{};
  std::optional<GroupState> state{};
  Day today{};
  std::optional<std::string> party{};
  std::optional<std::string> after_id{};
  std::int64_t limit = 0;
};
std::vector<GroupRow> list_groups(const Call&, const GroupFilter&);

}  // namespace zhulian::registry::store
