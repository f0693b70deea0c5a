// The routes of needs.
#pragma once

#include "http/route.h"

namespace zhulian::needs {

http::Routes needs_routes();

}  // namespace zhulian::needs
