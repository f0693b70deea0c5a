// WebP (RFC 9649): a RIFF file of chunks, padded to even lengths.
#include <algorithm>
#include <array>

#include "platform/images_inside.h"

namespace zhulian::images {
namespace {

// Pixels, alpha, animation and the colour profile; in a frame of an animation only the first.
constexpr std::array<std::string_view, 7> kept_in_file{"VP8 ", "VP8L", "VP8X", "ALPH",
                                                       "ANIM", "ANMF", "ICCP"};
constexpr std::array<std::string_view, 3> kept_in_frame{"VP8 ", "VP8L", "ALPH"};
constexpr std::size_t frame_header = 16;
constexpr unsigned flag_exif = 0x08;
constexpr unsigned flag_xmp = 0x04;

struct Chunk {
  std::string_view name;
  std::string_view body;
};

Result<Chunk> take_chunk(std::string_view& bytes) {
  if (bytes.size() < 8) return damaged();
  const std::size_t length = little32(bytes, 4);
  if (length > bytes.size() - 8) return damaged();
  const Chunk chunk{.name = bytes.substr(0, 4), .body = bytes.substr(8, length)};
  bytes.remove_prefix(std::min(bytes.size(), 8 + length + length % 2));
  return chunk;
}

void put_chunk(std::string& picture, std::string_view name, std::string_view body) {
  picture += name;
  put_little32(picture, static_cast<std::uint32_t>(body.size()));
  picture += body;
  if (body.size() % 2 == 1) picture += '\0';
}

Result<void> check_pixels(const Chunk& chunk) {
  const auto body = chunk.body;
  if (chunk.name == "VP8 ") {
    if (body.size() < 10 || body.substr(3, 3) != "\x9d\x01\x2a") return damaged();
    return check_size(little16(body, 6) & 0x3fff, little16(body, 8) & 0x3fff);
  }
  if (chunk.name == "VP8L") {
    if (body.size() < 5 || body[0] != '\x2f') return damaged();
    const auto packed = little32(body, 1);
    return check_size((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1);
  }
  return {};
}

Result<std::string> strip_frame(std::string_view body) {
  if (body.size() < frame_header) return damaged();
  std::string kept(body.substr(0, frame_header));
  body.remove_prefix(frame_header);
  while (!body.empty()) {
    const Chunk chunk = TRY(take_chunk(body));
    TRY(check_pixels(chunk));
    if (std::ranges::find(kept_in_frame, chunk.name) != kept_in_frame.end())
      put_chunk(kept, chunk.name, chunk.body);
  }
  return kept;
}

}  // namespace

Result<std::string> strip_webp(std::string_view bytes) {
  const std::size_t size = little32(bytes, 4);
  if (size < 4 || size > bytes.size() - 8) return damaged();
  std::string_view rest = bytes.substr(12, size - 4);
  std::string kept;
  bool first = true;
  bool pixels = false;
  while (!rest.empty()) {
    const Chunk chunk = TRY(take_chunk(rest));
    const auto [name, body] = chunk;
    if (first && name != "VP8 " && name != "VP8L" && name != "VP8X") return damaged();
    if (!first && name == "VP8X") return damaged();
    first = false;
    if (std::ranges::find(kept_in_file, name) == kept_in_file.end()) continue;
    TRY(check_pixels(chunk));
    pixels |= name == "VP8 " || name == "VP8L" || name == "ANMF";
    if (name == "VP8X") {
      if (body.size() < 10) return damaged();
      TRY(check_size((little32(body, 3) >> 8) + 1, (little32(body, 6) >> 8) + 1));
      std::string header(body.substr(0, 10));
      header[0] = static_cast<char>(byte_at(header, 0) & ~(flag_exif | flag_xmp));
      put_chunk(kept, name, header);
    } else if (name == "ANMF") {
      put_chunk(kept, name, TRY(strip_frame(body)));
    } else {
      put_chunk(kept, name, body);
    }
  }
  if (!pixels) return damaged();
  std::string picture = "RIFF";
  put_little32(picture, static_cast<std::uint32_t>(kept.size() + 4));
  return picture + "WEBP" + kept;
}

}  // namespace zhulian::images
