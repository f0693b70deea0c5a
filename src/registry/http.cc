#include "registry/http.h"

#include "registry/areas.h"
#include "registry/consents.h"
#include "registry/households.h"
#include "registry/qualifications.h"
#include "registry/sites_http.h"

namespace zhulian::registry {
namespace {

struct OrganisationRef {
  OrganisationId organisation;
};
ZHULIAN_RECORD(OrganisationRef, organisation);

Result<OrganisationLine> show_organisation(const Call& call, const OrganisationRef& ref) {
  return open_organisation(call, ref.organisation);
}

const http::Routes parties{
    http::get<find_people>("/people", Right::people_read,
                           "People of the caller's areas, masked, by name."),
    http::make<add_person>("/people", Right::people_write, "Takes a person into the register."),
    http::get<open_person>("/people/{person}", Right::people_read,
                           "Everything about one person, masked."),
    http::change<change_person>("/people/{person}", Right::people_write,
                                "Changes what is known of a person; If-Match says of what."),
    http::make<add_fact>("/people/{person}/facts", Right::people_write,
                         "Records what is known of a person from a day on."),
    http::make<unmask>("/people/{person}/unmasking", Right::people_unmask,
                       "Opens what is masked, for a reason that is recorded."),
    http::make<record_event>("/certificates/{certificate}/events", Right::people_write,
                             "Freezes, thaws, cancels or ends a certificate."),
    http::get<find_areas>("/areas", Right::areas_read, "Places, by the place around or by name."),
    http::make<add_place>("/areas", Right::people_write,
                          "Enters an estate, group or grid below a village."),
    http::get<find_organisations>("/organisations", Right::organisations_read,
                                  "Bodies that work in the caller's areas."),
    http::make<add_organisation>("/organisations", Right::organisations_write, "Enters a body."),
    http::get<show_organisation>("/organisations/{organisation}", Right::organisations_read,
                                 "One body."),
    http::get<find_ties>("/ties", Right::organisations_read,
                         "Relations in the caller's areas: liaisons, chairs, members."),
    http::make<add_tie>("/ties", Right::organisations_write, "Enters a relation."),
    http::make<end_tie>("/ties/{tie}/end", Right::organisations_write, "Ends a relation."),
};

// What hangs on a person: their household, what they agreed to, what they may practise.
const http::Routes of_people{
    http::get<household_of_person>("/people/{person}/household", Right::people_read,
                                   "Where a person lives today, and with whom."),
    http::make<start_household>("/households", Right::people_write, "Enters a household."),
    http::get<open_household>("/households/{household}", Right::people_read,
                              "The card of a household: its people, their burden and help."),
    http::make<join_household>("/households/{household}/members", Right::people_write,
                               "Somebody lives there from a day on, and nowhere else."),
    http::make<leave_household>("/households/{household}/members/{person}/end", Right::people_write,
                                "Somebody no longer lives there."),
    http::get<find_consents>("/people/{person}/consents", Right::people_read,
                             "What a person agreed to, and who may agree for them."),
    http::make<give_consent>("/people/{person}/consents", Right::people_write,
                             "Keeps a consent; of a child a guardian or parent gives it."),
    http::make<withdraw_consent>("/consents/{consent}/withdrawal", Right::people_write,
                                 "Keeps that a consent was withdrawn."),
    http::get<find_qualifications>("/people/{person}/qualifications", Right::people_read,
                                   "What a person may practise."),
    http::make<add_qualification>("/people/{person}/qualifications", Right::people_write,
                                  "Enters a qualification."),
    http::make<end_qualification>("/qualifications/{qualification}/end", Right::people_write,
                                  "Ends a qualification before its time."),
};

http::Routes all() {
  http::Routes together = parties;
  for (const http::Routes& more : {of_people, site_routes()})
    together.insert(together.end(), more.begin(), more.end());
  return together;
}

}  // namespace

const http::Routes routes = all();

}  // namespace zhulian::registry
