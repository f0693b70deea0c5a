// All routes of all contexts, as one table, and the program they make up. Tests walk the
// same table that is served.
#pragma once

#include "app/house.h"
#include "http/program.h"
#include "platform/jobs.h"

namespace zhulian::app {

// Of every context and of the house itself.
http::Routes all_routes();

// Refers to `house`, which outlives it.
http::Program make_program(House& house);

void add_job_kinds(JobRunner&, House&);

}  // namespace zhulian::app
