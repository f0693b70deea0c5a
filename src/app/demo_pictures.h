// Small drawn pictures that stand for photos of a delivery: a ramp, a door, a lamp, each with
// SYNTHETIC and its number written under it, so that nobody takes them for evidence of anything.
#pragma once

#include <cstdint>
#include <string>

namespace zhulian::app::sample {

// A PNG of 240 x 180 in 16 colours; the same number is the same picture.
std::string draw_picture(std::uint64_t number);

}  // namespace zhulian::app::sample
