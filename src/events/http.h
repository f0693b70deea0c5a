// The routes of events.
#pragma once

#include "http/route.h"

namespace zhulian::events {

http::Routes events_routes();

}  // namespace zhulian::events
