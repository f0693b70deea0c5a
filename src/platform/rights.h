// What a role may do. Which role may do what is pack data (roles.yaml); that a right exists,
// and which routes ask for it, is code.
#pragma once

#include <bitset>
#include <initializer_list>

#include "base/names.h"

namespace zhulian {

enum class Right {
  people_read,
  people_write,
  people_unmask,
  people_import,
  people_export,
  organisations_read,
  organisations_write,
  areas_read,
  needs_read,
  needs_record,
  needs_publish,
  claims_read,
  claims_make,
  claims_select,
  deliveries_make,
  evaluations_person,
  evaluations_community,
  events_read,
  events_record,
  bookings_make,
  campaigns_write,
  enrolments_write,
  sites_read,
  sites_write,
  sites_open,
  figures_read,
  jobs_read,
  audit_read,
  users_manage,
  packs_read,
  policies_read,
};

constexpr Names<Right, 31> right_names{{{
    {Right::people_read, "people.read"},
    {Right::people_write, "people.write"},
    {Right::people_unmask, "people.unmask"},
    {Right::people_import, "people.import"},
    {Right::people_export, "people.export"},
    {Right::organisations_read, "organisations.read"},
    {Right::organisations_write, "organisations.write"},
    {Right::areas_read, "areas.read"},
    {Right::needs_read, "needs.read"},
    {Right::needs_record, "needs.record"},
    {Right::needs_publish, "needs.publish"},
    {Right::claims_read, "claims.read"},
    {Right::claims_make, "claims.make"},
    {Right::claims_select, "claims.select"},
    {Right::deliveries_make, "deliveries.make"},
    {Right::evaluations_person, "evaluations.person"},
    {Right::evaluations_community, "evaluations.community"},
    {Right::events_read, "events.read"},
    {Right::events_record, "events.record"},
    {Right::bookings_make, "bookings.make"},
    {Right::campaigns_write, "campaigns.write"},
    {Right::enrolments_write, "enrolments.write"},
    {Right::sites_read, "sites.read"},
    {Right::sites_write, "sites.write"},
    {Right::sites_open, "sites.open"},
    {Right::figures_read, "figures.read"},
    {Right::jobs_read, "jobs.read"},
    {Right::audit_read, "audit.read"},
    {Right::users_manage, "users.manage"},
    {Right::packs_read, "packs.read"},
    {Right::policies_read, "policies.read"},
}}};
constexpr const auto& names_of(Right) {
  return right_names;
}

class Rights {
 public:
  Rights() = default;
  Rights(std::initializer_list<Right> rights) {
    for (const Right right : rights) add(right);
  }
  void add(Right right) { bits_.set(static_cast<std::size_t>(right)); }
  bool test(Right right) const { return bits_.test(static_cast<std::size_t>(right)); }
  bool operator==(const Rights&) const = default;

 private:
  std::bitset<right_names.words.size()> bits_;
};

}  // namespace zhulian
