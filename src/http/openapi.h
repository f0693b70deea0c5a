// The OpenAPI 3.1 document, made from the route table and the records' descriptions. The web
// client's types are generated from it: a route that is not in it does not exist.
#pragma once

#include <string>
#include <string_view>

#include "http/route.h"

namespace zhulian::http {

inline constexpr std::string_view openapi_path = "/openapi.json";

// Answered by the router itself.
Route openapi_route();

// Throws std::logic_error when a part of a path is no field of the route's input record.
json::object openapi(const Routes& routes);
std::string openapi_document(const Routes& routes);

// "POST", "/listings/{listing}/claims" to "post_listings_listing_claims".
std::string operation_id(std::string_view verb, std::string_view path);

}  // namespace zhulian::http
