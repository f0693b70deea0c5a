// The register: every person known, where they belong, what their certificate says today.
//
// A person belongs to the area of household registration (huji); where they live is a second
// place. A certificate's state is read from its rows on a day and never stored. Lists are
// masked; what is sensitive is opened one person at a time, with a reason, and that is recorded.
//
// What is outside the actor's areas and relations is not_found: its existence is private too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/identity.h"
#include "base/record.h"
#include "http/route.h"
#include "platform/call.h"

namespace zhulian::registry {

using PersonId = Id<Person>;
using OrganisationId = Id<Organisation>;
struct Certificate;
struct Household;
struct Fact;
struct Tie;

enum class CertificateState { none, valid, expiring, expired, frozen, cancelled, dead };
constexpr Names<CertificateState, 7> certificate_state_names{{{
    {CertificateState::none, "none"},
    {CertificateState::valid, "valid"},
    {CertificateState::expiring, "expiring"},  // Valid, and ends within the pack's reminder window.
    {CertificateState::expired, "expired"},
    {CertificateState::frozen, "frozen"},
    {CertificateState::cancelled, "cancelled"},
    {CertificateState::dead, "dead"},
}}};
constexpr const auto& names_of(CertificateState) {
  return certificate_state_names;
}

// A line of a list: enough to find and call on somebody, masked.
struct PersonLine {
  PersonId id;
  std::string name;
  std::string sex;
  std::int64_t age;  // Full years today.
  Area area;
  std::string place;                     // "Chibi, Huimin": town and village by name.
  std::optional<std::int64_t> category;  // 1..7; empty for a resident without a certificate.
  std::optional<std::int64_t> level;     // 1..4
  CertificateState state;
  std::optional<Day> expires_on;
  std::int64_t open_needs;
};
ZHULIAN_RECORD(PersonLine, id, name, sex, age, area, place, category, level, state, expires_on,
               open_needs);

struct PeopleQuery {
  std::optional<std::string> q;  // Name, pinyin, initials, last four, full number.
  std::optional<Area> village;   // Any area within the actor's.
  std::optional<std::int64_t> category;
  std::optional<std::int64_t> level;
  std::optional<CertificateState> state;
  std::optional<bool> holders;  // true: only with a certificate (of any state).
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(PeopleQuery, q, village, category, level, state, holders, cursor, limit);
constexpr auto record_notes(const PeopleQuery*) {
  return std::array{
      record::Note{.field = "q",
                   .meaning = "Name, pinyin, initials, the last four characters of the citizen "
                              "id, or a full citizen id or certificate number.",
                   .max_length = 60},
      record::Note{.field = "category", .minimum = 1, .maximum = 7},
      record::Note{.field = "level", .minimum = 1, .maximum = 4},
      record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct Link {         // One level of the four-level chain.
  std::string level;  // town, association, group, grid
  std::string name;
  std::optional<Area> area;  // Empty when the person is not placed on this level.
};
ZHULIAN_RECORD(Link, level, name, area);

struct CertificateLine {
  Id<Certificate> id;
  std::string number_masked;
  std::int64_t category;
  std::int64_t level;
  std::int64_t reissue;
  Day issued_on;
  std::optional<Day> expires_on;
  CertificateState state;  // Today.
  bool current;
};
ZHULIAN_RECORD(CertificateLine, id, number_masked, category, level, reissue, issued_on, expires_on,
               state, current);

struct FactLine {
  std::string kind;
  std::string value;
  Day from;
  std::optional<Day> until;  // Last day it held; empty while it holds.
  std::string source;
};
ZHULIAN_RECORD(FactLine, kind, value, from, until, source);

// What is known of a person from a day on, and how one knows. A later one ends the earlier.
struct NewFact {
  PersonId person;
  std::string key;  // Of the packs' registry.yaml: "components".
  std::string value;
  std::optional<Day> from;  // Today when left away.
  std::string source;       // "visit", "certificate"
};
ZHULIAN_RECORD(NewFact, person, key, value, from, source);
constexpr auto record_notes(const NewFact*) {
  return std::array{record::Note{.field = "key", .max_length = 60, .min_length = 1},
                    record::Note{.field = "value", .max_length = 200, .min_length = 1},
                    record::Note{.field = "source", .max_length = 120, .min_length = 1}};
}

struct TimelineEntry {
  Instant happened_at;
  Day on;
  std::string kind;     // "certificate.issued", "need.delivered", "person.changed"
  std::string subject;  // The id of what it opens to, or "".
  std::string words;
};
ZHULIAN_RECORD(TimelineEntry, happened_at, on, kind, subject, words);

// What to do next for a person; computed, never stored.
struct NextStep {
  std::string kind;  // "certificate.renew", "chain.place", "need.publish", ..
  std::optional<Day> due;
  std::string subject;
};
ZHULIAN_RECORD(NextStep, kind, due, subject);

struct PersonPage {
  PersonId id;
  std::int64_t revision;
  std::string name;
  std::string sex;
  Day birth;
  std::int64_t age;
  Area area;
  std::string citizen_id_masked;
  std::string phone_masked;
  std::string address_masked;
  std::string guardian;
  std::string household_kind;
  std::string ethnicity;
  std::optional<Day> died_on;
  std::vector<Link> chain;
  std::vector<CertificateLine> certificates;
  std::vector<FactLine> facts;
  std::vector<TimelineEntry> timeline;
  std::vector<NextStep> next_steps;
  std::string liaison;  // Who looks after the village, "" when nobody does.
};
ZHULIAN_RECORD(PersonPage, id, revision, name, sex, birth, age, area, citizen_id_masked,
               phone_masked, address_masked, guardian, household_kind, ethnicity, died_on, chain,
               certificates, facts, timeline, next_steps, liaison);

struct NewPerson {
  PersonId id;
  std::string name;
  std::string citizen_id;
  Area area;
  std::string phone;
  std::string address;
  std::string guardian;
  std::string household_kind;
  std::optional<std::string> certificate_number;
  std::optional<Day> issued_on;
  std::optional<Day> expires_on;
};
ZHULIAN_RECORD(NewPerson, id, name, citizen_id, area, phone, address, guardian, household_kind,
               certificate_number, issued_on, expires_on);

struct PersonChange {
  PersonId person;
  std::int64_t revision;  // If-Match: the revision the edit is based on.
  record::Patch<std::string> name;
  record::Patch<std::string> phone;
  record::Patch<std::string> address;
  record::Patch<std::string> guardian;
  record::Patch<std::string> household_kind;
  record::Patch<Area> area;  // A move; dated today, or grid placement.
};
ZHULIAN_RECORD(PersonChange, person, revision, name, phone, address, guardian, household_kind,
               area);

struct PersonRef {
  PersonId person;
};
ZHULIAN_RECORD(PersonRef, person);

// A reading of what is masked. The reason is kept in the audit log with the reader's name.
struct Unmasking {
  PersonId person;
  std::string reason;
};
ZHULIAN_RECORD(Unmasking, person, reason);
constexpr auto record_notes(const Unmasking*) {
  return std::array{record::Note{.field = "reason", .max_length = 200, .min_length = 2}};
}

struct Unmasked {
  std::string citizen_id;
  std::string phone;
  std::string address;
  std::vector<std::string> certificate_numbers;  // The current one first.
};
ZHULIAN_RECORD(Unmasked, citizen_id, phone, address, certificate_numbers);

// Frozen, thawed, cancelled or dead, from a day on.
struct CertificateEvent {
  Id<CertificateEvent> id;
  Id<Certificate> certificate;
  std::string kind;
  Day on;
  std::string reason;
};
ZHULIAN_RECORD(CertificateEvent, id, certificate, kind, on, reason);

struct AreaQuery {
  std::optional<Area> parent;
  std::optional<std::string> q;
};
ZHULIAN_RECORD(AreaQuery, parent, q);

struct AreaLine {
  Area code;
  std::string level;
  std::string name;
  std::string path;  // Names from the county down.
  std::int64_t children;
};
ZHULIAN_RECORD(AreaLine, code, level, name, path, children);

struct NewOrganisation {
  OrganisationId id;
  std::string kind;
  std::string name;
  Area area;
  std::optional<OrganisationId> parent;
  std::string contact;
  std::string strengths;
  std::optional<Day> from;
};
ZHULIAN_RECORD(NewOrganisation, id, kind, name, area, parent, contact, strengths, from);

struct OrganisationLine {
  OrganisationId id;
  std::string kind;
  std::string name;
  Area area;
  std::optional<OrganisationId> parent;
  std::string contact;
  std::string strengths;
  Day from;
  std::optional<Day> until;
};
ZHULIAN_RECORD(OrganisationLine, id, kind, name, area, parent, contact, strengths, from, until);

struct OrganisationQuery {
  std::optional<Area> area;
  std::optional<std::string> kind;
  std::optional<std::string> q;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(OrganisationQuery, area, kind, q, cursor, limit);
constexpr auto record_notes(const OrganisationQuery*) {
  return std::array{record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

// A dated relation of a kind the pack declares: {"kind":"liaison_of","from_kind":"user", ..}.
struct NewTie {
  Id<Tie> id;
  std::string kind;
  std::string from_kind;
  std::string from_id;
  std::string to_kind;
  std::string to_id;
  std::string title;
  Day from;
};
ZHULIAN_RECORD(NewTie, id, kind, from_kind, from_id, to_kind, to_id, title, from);

struct TieLine {
  Id<Tie> id;
  std::string kind;
  std::string from_kind;
  std::string from_id;
  std::string to_kind;
  std::string to_id;
  std::string title;
  Day from;
  std::optional<Day> until;
};
ZHULIAN_RECORD(TieLine, id, kind, from_kind, from_id, to_kind, to_id, title, from, until);

struct TieEnd {
  Id<Tie> tie;
  Day on;  // The first day it no longer holds.
};
ZHULIAN_RECORD(TieEnd, tie, on);

struct TieQuery {
  std::optional<Area> area;
  std::optional<std::string> kind;
  std::optional<std::string> party;  // The id at either end.
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(TieQuery, area, kind, party, cursor, limit);
constexpr auto record_notes(const TieQuery*) {
  return std::array{
      record::Note{.field = "party", .meaning = "The id at either end.", .max_length = 60},
      record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

// ---- people ----------------------------------------------------------------------------------

Result<http::Page<PersonLine>> find_people(const Call&, const PeopleQuery&);
Result<PersonPage> open_person(const Call&, const PersonRef&);
Result<PersonPage> add_person(const Call&, const NewPerson&);  // The same id twice is one person.
Result<PersonPage> change_person(const Call&,
                                 const PersonChange&);  // stale, with the present state.
// One that holds from the same day is put right. What is sent twice is done once.
//   registry.fact.key, .value, .later, .order (day), registry.condition.dead (day)
Result<FactLine> add_fact(const Call&, const NewFact&);
Result<Unmasked> unmask(const Call&, const Unmasking&);  // Audited.
Result<CertificateLine> record_event(const Call&, const CertificateEvent&);

// The person's present area when the actor may see the person; not_found otherwise. What
// other contexts ask before they act on somebody.
Result<Area> area_of(const Call&, const PersonId&);

// ---- places, bodies, ties ----------------------------------------------------------------------

Result<http::Page<AreaLine>> find_areas(const Call&, const AreaQuery&);
Result<std::int64_t> load_areas(const Call&);  // From the packs; how many were new or changed.
Result<std::string> area_name(const Call&, const Area&);  // not_found for an unknown code.

Result<OrganisationLine> add_organisation(const Call&, const NewOrganisation&);
Result<http::Page<OrganisationLine>> find_organisations(const Call&, const OrganisationQuery&);
Result<OrganisationLine> open_organisation(const Call&, const OrganisationId&);

Result<TieLine> add_tie(const Call&, const NewTie&);
Result<TieLine> end_tie(const Call&, const TieEnd&);
Result<http::Page<TieLine>> find_ties(const Call&, const TieQuery&);

}  // namespace zhulian::registry
