// The rows of days at a site and of who is enrolled there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/centre_days.h"
#include "platform/where.h"

namespace zhulian::events::store {

// ---- the event that is a site's day ----------------------------------------------------------

std::optional<EventId> find_site_day(Tx&, const SiteId&, Day);
// False when the site has its event of that day.
bool claim_site_day(Tx&, const SiteId&, Day, const EventId&);
bool is_site_day(Tx&, const EventId&);
void move_site_day(Tx&, const EventId& from, const EventId& to);
void drop_site_day(Tx&, const EventId&);

// ---- enrolments ------------------------------------------------------------------------------

struct EnrolmentRow {
  EnrolmentLine line{};
  Area area{};  // The site's.
  std::string recorded_by{};
  std::string ended_by{};
};
std::optional<EnrolmentRow> find_enrolment(const Call&, const Id<Enrolment>&);
std::optional<EnrolmentRow> find_any_enrolment(Tx&, const Id<Enrolment>&);

struct EnrolmentFilter {
  EnrolmentQuery query{};
  std::optional<Cursor> behind{};
  std::int64_t limit = page_default;
};
std::vector<EnrolmentRow> list_enrolments(const Call&, const EnrolmentFilter&);

// Everybody enrolled at the site on the day, by name.
struct Enrolled {
  PersonId person;
  std::string name;
  std::string care_mode;
  Day birth;
  std::optional<Day> died_on;
};
std::vector<Enrolled> enrolled_on(Tx&, const SiteId&, Day);
bool is_enrolled(Tx&, const SiteId&, const PersonId&, Day);

// Of the person, on any day from `day` on.
struct OtherEnrolment {
  Id<Enrolment> id;
  SiteId site;
  std::string care_mode;
  Day from;
  Area area;
};
std::vector<OtherEnrolment> enrolments_since(Tx&, const PersonId&, Day);

// At the site, on any day from `day` on.
std::vector<OtherEnrolment> enrolments_at(Tx&, const SiteId&, Day day);

// False when the id is taken or the person has a live enrolment at the site.
bool add_enrolment(const Call&, const NewEnrolment&, const Area&, Day from);
void end_enrolment(const Call&, const EnrolmentEnd&);

// What the certificate that is valid on the day says; nothing without one.
struct Certified {
  std::int64_t category;
  std::int64_t level;
};
std::optional<Certified> certified_on(Tx&, const PersonId&, Day);

}  // namespace zhulian::events::store
