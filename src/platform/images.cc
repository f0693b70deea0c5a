#include "platform/images.h"

#include "platform/images_inside.h"

namespace zhulian::images {

std::optional<Format> sniff(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff")) return Format::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return Format::png;
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP")
    return Format::webp;
  return std::nullopt;
}

Result<void> check_size(std::int64_t width, std::int64_t height) {
  if (width <= 0 || height <= 0) return damaged();
  if (width > pixels_max / height)
    return fail(Fault::too_large, "platform.image.too_many_pixels", {},
                {{"width", std::to_string(width)}, {"height", std::to_string(height)}});
  return {};
}

Result<std::string> without_position(std::string_view bytes, Format format) {
  if (sniff(bytes) != format) return damaged();
  switch (format) {
    case Format::jpeg:
      return strip_jpeg(bytes);
    case Format::png:
      return strip_png(bytes);
    case Format::webp:
      return strip_webp(bytes);
  }
  return damaged();
}

}  // namespace zhulian::images
