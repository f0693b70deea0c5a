#include "policy/http.h"

#include "policy/determinations.h"
#include "policy/tables.h"

namespace zhulian::policy {

http::Routes policy_routes() {
  return {
      http::get<find_policies>("/policies", Right::policies_read,
                               "Policies, with what runs found in the caller's area."),
      http::get<open_policy>("/policies/{policy}", Right::policies_read,
                             "A policy as readable tables, with the amounts of a place and day."),
      http::get<find_determinations>(
          "/determinations", Right::policies_read,
          "People of the caller's areas and what a policy says of them."),
      http::get<explain_person>("/people/{person}/determinations", Right::policies_read,
                                "One person's determinations, decided for a day and explained."),
  };
}

}  // namespace zhulian::policy
