// What packs say of relations between parties: which ends a kind of tie joins, what must be true
// of them, and which groups of several there are.
//
// The names stand in the code lists relation_kind, group_kind and group_part.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.h"
#include "packs/text.h"

namespace zhulian::packs {

// Who may have a tie of a kind only once at a time.
enum class Sole {
  none,
  subject,  // An object has one subject: a body one chair.
  object,   // A subject has one object: a spouse, what a body belongs to.
};
constexpr Names<Sole, 3> sole_names{{{
    {Sole::none, "none"},
    {Sole::subject, "subject"},
    {Sole::object, "object"},
}}};
constexpr const auto& names_of(Sole) {
  return sole_names;
}

// What must be true of a person on the day: FEEL for the program, and whom it lets in for people.
struct PersonCondition {
  std::string when{};  // "" asks nothing.
  Text who{};          // There where something is asked: the packs' checker sees to it.
};

// For whom the subject of a tie may agree to something, as whoever acts for the object.
enum class Consents {
  nobody,
  child,    // While the object is too young to agree: a parent.
  adult,    // Once they are not: a proxy.
  anybody,  // A guardian.
};
constexpr Names<Consents, 4> consents_names{{{
    {Consents::nobody, "nobody"},
    {Consents::child, "child"},
    {Consents::adult, "adult"},
    {Consents::anybody, "anybody"},
}}};
constexpr const auto& names_of(Consents) {
  return consents_names;
}

// One end of a kind.
struct TieEndRule {
  std::vector<std::string> parties;  // person, organisation, user, area, site
  std::vector<std::string> kinds;    // Of organisation_kind or site_kind; empty: of any kind.
  PersonCondition condition;         // On a person at that end.
};

// An office that goes with another one: a chair of an association is the village's secretary.
struct Concurrent {
  std::string of;                 // The kind of the body that the office is in.
  std::vector<std::string> with;  // Relation kinds; one of them must hold on the day.
};

struct TieRule {
  std::string kind;  // A code of relation_kind.
  TieEndRule subject;
  TieEndRule object;
  Sole sole = Sole::none;
  bool outlives = false;  // It stands when a person at an end has died: who invited whom.
  bool speaks = false;    // The subject may see and say what the object, a person, may.
  Consents consents = Consents::nobody;
  // A code of consent_purpose that people at both ends must have agreed to, for the tie to be
  // entered, shown and counted; "" asks nobody.
  std::string consent;
  std::vector<Concurrent> concurrent;
  std::string document;
};

// One place in a group: exactly one party stands in it on each day of the group.
struct GroupPart {
  std::string part;                  // A code of group_part.
  std::vector<std::string> parties;  // person, user, organisation
  std::vector<std::string> kinds;    // Of organisation_kind; empty: of any kind.
  PersonCondition condition;         // On a person.
  std::vector<std::string> holds;    // Relation kinds; a person must hold one of them.
  bool sole = false;                 // In one group of the kind at a time.
  bool ends = false;  // The group is there for this person and ends with their death.
};

struct GroupRule {
  std::string kind;              // A code of group_kind.
  std::vector<GroupPart> parts;  // The first says where the group is.
  std::string document;

  const GroupPart* part(std::string_view name) const;
};

struct TieRules {
  std::map<std::string, TieRule, std::less<>> ties;
  std::map<std::string, GroupRule, std::less<>> groups;

  const TieRule* tie(std::string_view kind) const;
  // The kinds whose subject speaks for the person who is the object.
  std::vector<std::string> speaking() const;
  const GroupRule* group(std::string_view kind) const;
};

// What a condition on a person may speak of: category, level (numbers; null without a valid
// certificate) and age (full years), all on the day the tie begins.
inline constexpr std::string_view person_facts[] = {"category", "level", "age"};

}  // namespace zhulian::packs
