// What an invented office found out about the invented people this autumn: the facts that the
// policies ask for. Of some nobody has asked yet, as in life: they are to be verified.
#pragma once

#include "app/demo_people.h"
#include "registry/standing.h"

namespace zhulian::app::sample {

constexpr std::string_view survey_source = "survey";

// The day before `today` on which it was all recorded.
Day survey_day(Day today);

// Of somebody who holds a certificate: the same for the same person and seed, always. Without
// facts for whom nobody asked.
registry::FoundOut found_out(const Neighbour&, std::uint64_t seed);

}  // namespace zhulian::app::sample
