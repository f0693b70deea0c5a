// The words of a request line and of the small headers: target, query, cookies, preferences.
// Pure; every function takes whatever a stranger sends.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/exchange.h"
#include "platform/messages.h"

namespace zhulian::http {

// "%E6%9D%91" to its bytes. With `plus_is_space`, as in a query. Nullopt for a broken escape,
// a NUL, or bytes that are not UTF-8.
std::optional<std::string> decode(std::string_view encoded, bool plus_is_space = false);

// Everything but unreserved characters escaped.
std::string encode(std::string_view plain);

// Fills path and query from "/people?q=wang" or "http://host/people?q=wang" (RFC 9112
// section 3.2). Malformed: `http.bad_target`, `http.too_many_parameters`.
Result<void> read_target(std::string_view target, Request& request);

// "/people/a%20b" to {"people", "a b"}; nullopt when a part does not decode, holds a slash, or
// is "." or "..". A trailing slash gives an empty last part.
std::optional<std::vector<std::string>> path_parts(std::string_view path);

// The first cookie of that name in a Cookie header; "" when absent.
std::string_view cookie(std::string_view header, std::string_view name);

// How much `choice` is wanted by a list like "br;q=0.8, gzip, *;q=0": 0 .. 1000; -1 when the
// list does not speak of it. Matches whole words, and "zh" matches "zh-CN" with `prefix`.
int preference(std::string_view list, std::string_view choice, bool prefix = false);

// By Accept-Language; Chinese unless English is preferred.
Language language_of(const Request& request);

// 127.0.0.0/8, ::1, and the former as IPv6 writes it.
bool is_loopback(std::string_view address);

// A request as a test or a journey makes it; the target must be sound.
Request make_request(std::string verb, std::string_view target, std::string json_body = {});

}  // namespace zhulian::http
