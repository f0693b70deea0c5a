// A body of any bytes becomes a record or faults; a record that was read is read again from
// what it is written as, and is the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/record.h"
#include "http/route.h"

namespace {

enum class Colour { red, green };
constexpr zhulian::Names<Colour, 2> colour_names{
    {{{Colour::red, "red"}, {Colour::green, "green"}}}};
constexpr const auto& names_of(Colour) {
  return colour_names;
}

struct Inner {
  std::string words{};
  std::optional<std::int64_t> number{};
  bool operator==(const Inner&) const = default;
};
ZHULIAN_RECORD(Inner, words, number);
constexpr auto record_notes(const Inner*) {
  return std::array{zhulian::record::Note{.field = "words", .max_length = 5, .min_length = 1},
                    zhulian::record::Note{.field = "number", .minimum = -3, .maximum = 3}};
}

struct Outer {
  std::string text{};
  bool truth = false;
  std::int16_t small = 0;
  std::optional<double> real{};
  zhulian::Fen paid_fen{};
  std::optional<zhulian::Id<Outer>> id{};
  std::optional<zhulian::Area> area{};
  std::optional<zhulian::Day> day{};
  std::optional<zhulian::Instant> instant{};
  std::optional<Colour> colour{};
  std::vector<Inner> inner{};
  bool operator==(const Outer&) const = default;
};
ZHULIAN_RECORD(Outer, text, truth, small, real, paid_fen, id, area, day, instant, colour, inner);

void hold(bool promise) {
  if (!promise) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace http = zhulian::http;
  namespace record = zhulian::record;
  http::Request request{.verb = "POST", .path = "/"};
  request.headers["content-type"] = "application/json";
  request.body.assign(reinterpret_cast<const char*>(data), size);
  const auto read = http::detail::read_input<Outer>(request, true);
  if (!read) {
    hold(!read.error().code.empty());
    return 0;
  }
  const auto again = record::read<Outer>(record::to_json(*read));
  hold(again && *again == *read);
  return 0;
}
