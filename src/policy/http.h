// The routes of policies and determinations.
#pragma once

#include "http/route.h"

namespace zhulian::policy {

http::Routes policy_routes();

}  // namespace zhulian::policy
