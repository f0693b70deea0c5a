// Refusals as problems (RFC 9457, application/problem+json), in the words of the caller's
// language. This is the one place that knows which status a fault has.
//
//   {"type": "/problems/needs.claim.taken", "title": "Conflict", "status": 409,
//    "code": "needs.claim.taken", "detail": "what happened and what to do",
//    "field": "/letter/strengths", "errors": [{"field", "detail", "code"}, ..]}
//
// `field` and `errors` stand only where the input is at fault; `errors` repeats the first one.
// A stale edit (412), and a conflict whose operation says what stands, carries `current`, the
// present state: an argument named "current" that holds JSON. A 500 carries `incident`, the id to
// quote.
#pragma once

#include <string_view>

#include "base/result.h"
#include "http/exchange.h"
#include "platform/messages.h"

namespace zhulian::http {

int status_of(Fault fault);
std::string_view title_of(int status);  // The reason phrase: "Not Found".

Response problem(const Error& error, const Messages& messages, Language language);

// A machine's failure: says no more than the incident's id.
Response incident_problem(int status, std::string_view code, std::string_view incident,
                          const Messages& messages, Language language);

// 405 with the Allow header: "GET, POST".
Response method_not_allowed(std::string_view allow, const Messages& messages, Language language);

}  // namespace zhulian::http
