// Photos without the place they were taken at.
//
// The idea: nothing is searched for and cut out. A picture is taken apart by its format and put
// together again from the parts that are needed to show it; everything else (Exif, XMP, IPTC,
// comments, thumbnails, a film behind the picture) is left behind, known or not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace zhulian::images {

enum class Format { jpeg, png, webp };

// By the first bytes; nullopt when it is none of the three.
std::optional<Format> sniff(std::string_view bytes);

// Kept: what decodes to pixels, colour profiles (ICC, gamma), density, animation. A JPEG that
// Exif says to turn keeps a new Exif block with nothing but the orientation.
// Stripping twice is the same as stripping once.
//
// platform.image.damaged when the format's structure does not hold to its end;
// platform.image.too_many_pixels beyond `pixels_max` (a small file can be a huge picture).
Result<std::string> without_position(std::string_view bytes, Format);

inline constexpr std::int64_t pixels_max = 100'000'000;

}  // namespace zhulian::images
