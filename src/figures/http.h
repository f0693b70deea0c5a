// The routes of figures.
#pragma once

#include "http/route.h"

namespace zhulian::figures {

http::Routes figures_routes();

}  // namespace zhulian::figures
