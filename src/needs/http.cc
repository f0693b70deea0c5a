#include "needs/http.h"

#include "needs/evidence.h"
#include "needs/needs.h"

namespace zhulian::needs {

using http::anyone;
using http::get;
using http::make;

// Where several rights lead to the same thing (a delivery is the person's, the claimant's and
// the office's) the route takes whoever is signed in and the query shows what is theirs.
http::Routes needs_routes() {
  return {
      get<find_needs>("/needs", Right::needs_read, "Needs within the caller's sight."),
      make<record_need>("/needs", Right::needs_record, "Records a need."),
      get<open_need>("/needs/{need}", Right::needs_read, "One need."),
      make<end_need>("/needs/{need}/ending", Right::needs_record,
                     "Withdraws, merges or rejects a need."),

      make<publish>("/listings", Right::needs_publish, "Publishes needs on the list."),
      get<open_listing>("/listings/{listing}", Right::claims_read,
                        "An entry with the claims and needs the caller may see."),
      make<withdraw_listing>("/listings/{listing}/withdrawal", Right::needs_publish,
                             "Takes an entry off the list; its needs are open again."),
      get<board>("/board", anyone, "The public list; it identifies nobody."),
      get<notice>("/board/{listing}", anyone, "One public notice."),

      make<claim>("/listings/{listing}/claims", Right::claims_make,
                  "Claims an entry, alone or jointly, with a letter."),
      get<find_claims>("/claims", Right::claims_read, "Claims within the caller's sight."),
      get<open_claim>("/claims/{claim}", Right::claims_read, "One claim."),
      make<select>("/claims/{claim}/selection", Right::claims_select, "Chooses a claim."),
      make<withdraw_claim>("/claims/{claim}/withdrawal", Right::claims_make,
                           "Steps back from a claim before anything is delivered."),

      make<deliver>("/claims/{claim}/deliveries", Right::deliveries_make,
                    "Records that a need was served."),
      get<open_delivery>("/deliveries/{delivery}", anyone, "One delivery."),
      make<evaluate>("/deliveries/{delivery}/evaluation", Right::evaluations_person,
                     "Says how it was, for the person or for the community."),
      http::upload<upload_evidence>("/files", Right::deliveries_make,
                                    "Sends up a photo as evidence (multipart: file, id)."),
      http::download<read_evidence>("/deliveries/{delivery}/evidence/{file}", anyone, "image/*",
                                    "A photo of a delivery."),

      get<waiting>("/waiting", anyone, "What waits for the caller."),
  };
}

}  // namespace zhulian::needs
