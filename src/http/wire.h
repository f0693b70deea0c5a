// How a Response is written on the wire, and the headers that every answer bears. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/exchange.h"

namespace zhulian::http {

// The status line and headers, ending with the empty line. `date` is an IMF-fixdate. What a
// header value may not hold (line breaks, controls) is left out of it.
std::string head_of(const Response& response, bool keep_alive, std::string_view date);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7) of seconds since 1970.
std::string http_date(std::int64_t seconds);

}  // namespace zhulian::http
