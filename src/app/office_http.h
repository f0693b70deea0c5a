// The office's own affairs, which belong to no context: what the packs say, who may sign in,
// which jobs run, what the log holds.
#pragma once

#include "http/route.h"

namespace zhulian::app {

http::Routes office_routes();

}  // namespace zhulian::app
