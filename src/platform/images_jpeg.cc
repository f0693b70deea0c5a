// JPEG (ITU-T T.81): a row of segments, each a marker and mostly a length, with the pixels as
// entropy-coded data behind each SOS.
#include "platform/images_inside.h"

namespace zhulian::images {
namespace {

enum Marker : std::uint32_t {
  dht = 0xc4,
  reserved = 0xc8,
  dac = 0xcc,
  rst0 = 0xd0,
  rst7 = 0xd7,
  soi = 0xd8,
  eoi = 0xd9,
  sos = 0xda,
  dqt = 0xdb,
  dnl = 0xdc,
  dri = 0xdd,
  app0 = 0xe0,
  app1 = 0xe1,
  app2 = 0xe2,
  app14 = 0xee,
  app15 = 0xef,
  com = 0xfe,
};

bool is_frame(std::uint32_t marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != dht && marker != reserved && marker != dac;
}

std::string segment(std::uint32_t marker, std::string_view body) {
  std::string made = "\xff";
  made += static_cast<char>(marker);
  made += static_cast<char>((body.size() + 2) >> 8);
  made += static_cast<char>((body.size() + 2) & 0xff);
  made += body;
  return made;
}

// The orientation (CIPA DC-008, tag 0x0112) in an Exif block, or 0. A block that makes no sense
// says nothing about the picture: it is left behind like the rest of it.
std::uint32_t orientation_of(std::string_view exif) {
  constexpr std::uint32_t tag_orientation = 0x0112;
  constexpr std::uint32_t type_short = 3;
  const std::string_view tiff = exif.substr(6);
  if (tiff.size() < 8) return 0;
  const bool big = tiff.starts_with(std::string_view("MM\0*", 4));
  if (!big && !tiff.starts_with(std::string_view("II*\0", 4))) return 0;
  const auto number16 = [&](std::size_t at) { return big ? big16(tiff, at) : little16(tiff, at); };
  const auto number32 = [&](std::size_t at) { return big ? big32(tiff, at) : little32(tiff, at); };
  const std::size_t directory = number32(4);
  if (directory > tiff.size() || tiff.size() - directory < 2) return 0;
  const std::size_t entries = number16(directory);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + 12 * i;
    if (at + 12 > tiff.size()) return 0;
    if (number16(at) != tag_orientation || number16(at + 2) != type_short) continue;
    const auto value = number16(at + 8);
    return value >= 1 && value <= 8 ? value : 0;
  }
  return 0;
}

std::string exif_with_only(std::uint32_t orientation) {
  std::string body(
      "Exif\0\0"
      "MM\0*\0\0\0\x08"                   // Big-endian; the directory follows.
      "\0\x01"                            // One entry:
      "\x01\x12\0\x03\0\0\0\x01\0\0\0\0"  // orientation, one SHORT, its value.
      "\0\0\0\0",                         // No further directory.
      6 + 8 + 2 + 12 + 4);
  body[6 + 8 + 2 + 9] = static_cast<char>(orientation);
  return segment(app1, body);
}

struct Walk {
  std::string_view bytes;
  std::size_t at = 2;  // Behind SOI.
  std::string jfif{};
  std::uint32_t orientation = 0;
  std::string kept{};
  bool frame = false;
  bool scan = false;

  // The entropy-coded data from `at` up to the next marker that is not part of it.
  void keep_scan() {
    const std::size_t first = at;
    while (at + 1 < bytes.size()) {
      const std::size_t mark = bytes.find('\xff', at);
      if (mark == std::string_view::npos || mark + 1 >= bytes.size()) {
        at = bytes.size();
        break;
      }
      const auto next = byte_at(bytes, mark + 1);
      const bool inside = next == 0 || (next >= rst0 && next <= rst7);
      at = inside ? mark + 2 : mark;
      if (!inside) break;
    }
    kept += bytes.substr(first, at - first);
  }

  Result<void> take(std::uint32_t marker, std::string_view body) {
    if (is_frame(marker)) {
      // Precision, height, width. A height of 0 is told later by DNL: no camera does that.
      if (frame || body.size() < 6) return damaged();
      TRY(check_size(big16(body, 3), big16(body, 1)));
      frame = true;
      kept += segment(marker, body);
    } else if (marker == dht || marker == dac || marker == dqt || marker == dri) {
      kept += segment(marker, body);
    } else if (marker == sos) {
      if (!frame) return damaged();
      scan = true;
      kept += segment(marker, body);
      keep_scan();
    } else if (marker == app0) {
      // Without the thumbnail, which would show what somebody cut off the picture.
      if (jfif.empty() && body.size() >= 14 && body.starts_with(std::string_view("JFIF\0", 5)))
        jfif = segment(app0, std::string(body.substr(0, 12)) + std::string(2, '\0'));
    } else if (marker == app1) {
      if (orientation == 0 && body.starts_with(std::string_view("Exif\0", 5)) && body.size() >= 6)
        orientation = orientation_of(body);
    } else if (marker == app2) {
      if (body.starts_with(std::string_view("ICC_PROFILE\0", 12))) kept += segment(marker, body);
    } else if (marker == app14) {
      // Says how the colours are coded: without it CMYK pictures turn negative.
      if (body.size() >= 12 && body.starts_with("Adobe"))
        kept += segment(marker, body.substr(0, 12));
    } else if (marker < app0 || marker > com || (marker > app15 && marker != com)) {
      return damaged();
    }
    return {};
  }

  Result<std::string> run() {
    for (;;) {
      if (at + 2 > bytes.size() || bytes[at] != '\xff') return damaged();
      while (at + 1 < bytes.size() && bytes[at + 1] == '\xff') ++at;  // Fill bytes.
      if (at + 1 >= bytes.size()) return damaged();
      const auto marker = byte_at(bytes, at + 1);
      at += 2;
      if (marker == eoi) break;
      if (at + 2 > bytes.size()) return damaged();
      const std::size_t length = big16(bytes, at);
      if (length < 2 || bytes.size() - at < length) return damaged();
      const auto body = bytes.substr(at + 2, length - 2);
      at += length;
      TRY(take(marker, body));
    }
    if (!frame || !scan) return damaged();
    std::string picture = "\xff\xd8" + jfif;
    if (orientation > 1) picture += exif_with_only(orientation);
    return picture + kept + "\xff\xd9";
  }
};

}  // namespace

Result<std::string> strip_jpeg(std::string_view bytes) {
  return Walk{.bytes = bytes}.run();
}

}  // namespace zhulian::images
