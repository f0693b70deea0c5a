// A deed of a sample's years, done: each act through the operation whose input it is.
#pragma once

#include <map>
#include <string>

#include "app/demo_year.h"

namespace zhulian::app::sample {

// `seed` makes the ids of what is known only now: who is next on a list of parcels.
Result<void> perform(const Call&, const YearAct&, std::uint64_t seed);

// What a plan comes to, by the names of the summary: sites, openings, events, attendances, ..
void count(const std::vector<YearDeed>&, std::map<std::string, std::int64_t>& counts);

}  // namespace zhulian::app::sample
