// What may be recorded as an event, and by which rules: events.yaml of the packs, read and
// checked. Kept apart from catalogue.h, so that only who records events depends on it.
//
// A kind or rule holds in the area of its pack, from a day on; of several the nearest place
// decides, and of one place the latest.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "packs/catalogue.h"

namespace zhulian::packs {

// Whom an event is for.
enum class Beneficiaries {
  person,     // Known people, served one by one.
  household,  // The same, counted as households.
  roll,       // Known people who came together.
  none,       // Nobody by name: a drill, a training of staff.
};
constexpr Names<Beneficiaries, 4> beneficiaries_names{{{
    {Beneficiaries::person, "person"},
    {Beneficiaries::household, "household"},
    {Beneficiaries::roll, "roll"},
    {Beneficiaries::none, "none"},
}}};
constexpr const auto& names_of(Beneficiaries) {
  return beneficiaries_names;
}

enum class Demand { none, optional, required };
constexpr Names<Demand, 3> demand_names{{{
    {Demand::none, "none"},
    {Demand::optional, "optional"},
    {Demand::required, "required"},
}}};
constexpr const auto& names_of(Demand) {
  return demand_names;
}

// A consent without which somebody is not put on the roll.
struct ConsentRule {
  std::string purpose;  // A code of consent_purpose; "" asks for none.
  std::string when;     // FEEL over the person, as for an enrolment: of whom it is asked.
};

struct EventKind {
  std::string key;  // "home_visit"; a code of the list event_kind.
  Text name;
  Beneficiaries beneficiaries;
  bool walk_ins;  // People may be counted who are not known by name.
  bool online;    // .. or watch from afar.
  Demand site;
  Demand type;  // An activity_type.
  Demand length;
  Demand aid_field;
  bool may_plan;
  bool slots;  // Part of the day may be booked.
  std::int64_t photos_min;
  std::int64_t note_min;                // Characters.
  std::vector<std::string> items;       // What may be given; empty: any.
  std::vector<std::string> deliverers;  // Who may lead; empty: any.
  bool is_personal;                     // Counts as contact of those who were there.
  ConsentRule consent;
  Area area;  // Where the rule holds.
  Day from;
  Day until;
  std::string document;
};

// Who may be enrolled at a site of a kind.
struct EnrolmentRule {
  std::string site_kind;
  Text who;
  std::string when;  // FEEL over the person: see enrolment_schema() of event_rules.cc.
  bool one_mode;     // One mode of care at a time, over all sites.
  Area area;
  Day from;
  Day until;
  std::string document;
};

// What a kind of campaign counts: year - 1990.
struct CampaignRule {
  std::string kind;     // A code of campaign_kind.
  std::string ordinal;  // FEEL over `year`, the year of the first day.
  Area area;
  Day from;
  Day until;
  std::string document;
};

// Whom somebody looks in on again and again.
struct WatchRule {
  std::string key;  // "solo_living"; a code of the list watch_kind.
  Text name;
  std::int64_t cycle_days;         // From one contact to the next.
  std::vector<std::string> kinds;  // Events that count as looking in.
  struct Step {
    std::int64_t after;  // Days beyond the day it was due ..
    std::string to;      // .. and the role that is told then.
  };
  std::vector<Step> escalate;  // By rising `after`.
  Area area;
  Day from;
  Day until;
  std::string document;
};

struct EventRules {
  std::vector<EventKind> kinds;
  std::vector<EnrolmentRule> enrolments;
  std::vector<CampaignRule> campaigns;
  std::vector<WatchRule> watches;

  // nullptr where no rule holds there on that day.
  const EventKind* kind(std::string_view key, const Area&, Day) const;
  const EnrolmentRule* enrolment(std::string_view site_kind, const Area&, Day) const;
  const CampaignRule* campaign(std::string_view kind, const Area&, Day) const;
  const WatchRule* watch(std::string_view key, const Area&, Day) const;
};

// What is known of somebody who is to be enrolled; empty where it is not.
struct Candidate {
  std::optional<std::int64_t> category{};                 // 1..7
  std::optional<std::int64_t> level{};                    // 1..4
  std::optional<std::vector<std::int64_t>> components{};  // Of category 7.
  std::optional<std::int64_t> age{};
  std::optional<std::string> sex{};
};
struct Eligibility {
  std::optional<bool> verdict{};       // Empty: cannot be told.
  std::vector<std::string> unknown{};  // What the rule asks for and nobody knows.
};
Eligibility eligible(const EnrolmentRule&, const Candidate&);
// What is not known of somebody may ask for it: then it is asked.
bool needs_consent(const ConsentRule&, const Candidate&);

// The ordinal of a campaign that begins on `day`; nothing where its kind is not counted.
std::optional<std::int64_t> ordinal_of(const Catalogue&, std::string_view kind, const Area&,
                                       Day day);

// The checks of load(): faults of the two expressions, as feel.* with line and column.
Result<void> check_enrolment(std::string_view when);
Result<void> check_ordinal(std::string_view formula);

}  // namespace zhulian::packs
