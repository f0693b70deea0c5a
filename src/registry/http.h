// The routes of the register.
#pragma once

#include "http/route.h"

namespace zhulian::registry {

extern const http::Routes routes;

}  // namespace zhulian::registry
