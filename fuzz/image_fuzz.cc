// Any bytes as a picture: the answer is an error, or a picture that strips to itself.
#include <cstdlib>

#include "platform/images.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace zhulian::images;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto format = sniff(bytes);
  if (!format) return 0;
  const auto once = without_position(bytes, *format);
  if (!once) return 0;
  const auto twice = without_position(*once, *format);
  if (!twice || *twice != *once) std::abort();
  return 0;
}
