// The log of the server: one line a request on standard error, and what went wrong inside.
// Route templates only; no query, no body, no name, no address of a person's page.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace zhulian::http {

void log_request(std::string_view verb, std::string_view route, int status,
                 std::chrono::nanoseconds took);
void log_note(std::string_view what);

// Something that must not happen happened: logs `what` under a new id that the person who met
// it can quote, and returns the id.
std::string log_incident(std::string_view route, std::string_view what);

// Requests are logged unless this is said. Incidents and notes always are.
void log_requests(bool wanted);

}  // namespace zhulian::http
