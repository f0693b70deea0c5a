// The routes of importing and exporting rosters, and the jobs behind them.
#pragma once

#include "http/route.h"
#include "platform/jobs.h"
#include "platform/sessions.h"

namespace zhulian::registry {

http::Routes import_routes();

// Trying and taking in. All but `roles` outlive the runner. A job acts as the user who asked for
// it, with the rights of the day it runs.
void add_import_jobs(JobRunner&, Database&, const Deployment&, RoleRights roles);

}  // namespace zhulian::registry
