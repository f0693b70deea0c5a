#include "app/routes.h"

#include "app/office_http.h"
#include "events/http.h"
#include "figures/http.h"
#include "http/session_routes.h"
#include "needs/http.h"
#include "policy/http.h"
#include "registry/http.h"
#include "registry/import_http.h"
#include "registry/names.h"

namespace zhulian::app {

http::Routes all_routes() {
  http::Routes all;
  for (const http::Routes& routes :
       {http::session_routes(), registry::routes, registry::import_routes(), needs::needs_routes(),
        events::events_routes(), figures::figures_routes(), policy::policy_routes(),
        office_routes()})
    all.insert(all.end(), routes.begin(), routes.end());
  return all;
}

http::Program make_program(House& house) {
  http::Program program{.database = house.database(),
                        .deployment = house.deployment(),
                        .messages = messages(),
                        .roles = house.roles(),
                        .routes = all_routes()};
  program.area_name = [](Tx& tx, const Area& area) { return registry::name_of(tx, area); };
  program.party_name = [](Tx& tx, const registry::OrganisationId& id) {
    return registry::name_of(tx, id);
  };
  return program;
}

void add_job_kinds(JobRunner& jobs, House& house) {
  registry::add_import_jobs(jobs, house.database(), house.deployment(), house.roles());
}

}  // namespace zhulian::app
