// Groups: several parties bound to one another, exactly one in each part on every day.
//
// A kind of group is pack data (ties.yaml): "one plus one plus one" is a severely disabled holder,
// an officer of the association and a volunteer; joint party branches are four bodies. Whoever
// leaves a part is replaced from a day on; the former row stays with its end and its reason. Who
// dies leaves the part open until somebody is put there, or ends the group where the kind says so.
//
// A group lies where the party of its first part does, and is seen and changed there.
#pragma once

#include "registry/registry.h"

namespace zhulian::registry {

struct Group;

struct GroupPartLine {
  std::string part;        // A code of group_part.
  std::string party_kind;  // person, user, organisation
  std::string party_id;
  std::string name;  // Of the person (masked without the right to people) or the body.
  Day from;
  std::optional<Day> until;  // The first day somebody else stands there.
  std::string reason;        // Why the part changed; "" for the first.
};
ZHULIAN_RECORD(GroupPartLine, part, party_kind, party_id, name, from, until, reason);

enum class GroupState { holds, waits, ended };
constexpr Names<GroupState, 3> group_state_names{{{
    {GroupState::holds, "holds"},
    {GroupState::waits, "waits"},  // Somebody died: a part waits for a replacement.
    {GroupState::ended, "ended"},
}}};
constexpr const auto& names_of(GroupState) {
  return group_state_names;
}

struct GroupLine {
  Id<Group> id;
  std::string kind;                    // A code of group_kind.
  GroupState state;                    // Today.
  std::vector<std::string> waits_for;  // The parts in which nobody stands.
  Area area;
  std::string place;
  Day from;
  std::optional<Day> until;
  std::string end_reason;
  std::vector<GroupPartLine> parts;  // In the order of the kind, the latest of a part first.
};
ZHULIAN_RECORD(GroupLine, id, kind, state, waits_for, area, place, from, until, end_reason, parts);

struct NewPart {
  std::string part;
  std::string party_kind;
  std::string party_id;
};
ZHULIAN_RECORD(NewPart, part, party_kind, party_id);

struct NewGroup {
  Id<Group> id;
  std::string kind;
  Day from;
  std::vector<NewPart> parts;
};
ZHULIAN_RECORD(NewGroup, id, kind, from, parts);

// Somebody else from a day on.
struct Replacement {
  Id<Group> group;
  std::string part;
  std::string party_kind;
  std::string party_id;
  Day from;
  std::string reason;
};
ZHULIAN_RECORD(Replacement, group, part, party_kind, party_id, from, reason);
constexpr auto record_notes(const Replacement*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

struct GroupEnd {
  Id<Group> group;
  Day on;  // The first day it no longer holds.
  std::string reason;
};
ZHULIAN_RECORD(GroupEnd, group, on, reason);
constexpr auto record_notes(const GroupEnd*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

struct GroupRef {
  Id<Group> group;
};
ZHULIAN_RECORD(GroupRef, group);

struct GroupQuery {
  std::optional<Area> area;
  std::optional<std::string> kind;
  std::optional<GroupState> state;
  std::optional<std::string> party;  // The id of anybody who stands or stood in it.
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(GroupQuery, area, kind, state, party, cursor, limit);
constexpr auto record_notes(const GroupQuery*) {
  return std::array{record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

//   registry.group.kind, .part_missing, .part_twice, .part_unknown, .party, .same, .holds
//   registry.tie.end, .end_kind, .end_of, registry.condition.*
//   registry.group.taken (409)   a party that may be in one group of the kind is in another
Result<GroupLine> add_group(const Call&, const NewGroup&);
//   registry.group.ended, registry.span.order, and the above
Result<GroupLine> replace_part(const Call&, const Replacement&);
Result<GroupLine> end_group(const Call&, const GroupEnd&);
// What a death, recorded in the register, means for ties and groups.
Result<void> end_ties_of(const Call&, const PersonId&);
Result<void> end_groups_of(const Call&, const PersonId&, const std::string& reason);
Result<GroupLine> open_group(const Call&, const GroupRef&);
Result<http::Page<GroupLine>> find_groups(const Call&, const GroupQuery&);  // The newest first.

}  // namespace zhulian::registry
