// The routes of sites.
#pragma once

#include "http/route.h"

namespace zhulian::registry {

http::Routes site_routes();

}  // namespace zhulian::registry
