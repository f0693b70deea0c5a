// Whatever a stranger puts into a target, a header or a form is read or refused, and what is
// read obeys its promises. The first byte chooses the reader.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "http/multipart.h"
#include "http/target.h"

namespace {

void hold(bool promise) {
  if (!promise) std::abort();
}

void read_targets(std::string_view input) {
  namespace http = zhulian::http;
  http::Request request;
  if (!http::read_target(input, request)) return;
  hold(request.path.starts_with('/'));
  for (const auto& [name, value] : request.query) {
    hold(zhulian::text::is_valid(name) && zhulian::text::is_valid(value));
    hold(name.find('\0') == std::string::npos);
  }
  const auto parts = http::path_parts(request.path);
  if (!parts) return;
  std::string again;
  for (const std::string& part : *parts) {
    hold(part != ".." && part.find('/') == std::string::npos);
    again += '/' + http::encode(part);
  }
  hold(http::path_parts(again) == parts);
}

void read_headers(std::string_view input) {
  namespace http = zhulian::http;
  const int weight = http::preference(input, "br", true);
  hold(weight >= -1 && weight <= 1000);
  http::cookie(input, "zhulian_session");
}

void read_forms(std::string_view input) {
  namespace http = zhulian::http;
  const auto end = input.find('\n');
  const std::string_view type = input.substr(0, end);
  const std::string_view body =
      end == std::string_view::npos ? std::string_view{} : input.substr(end + 1);
  for (const std::string_view known : {type, std::string_view("multipart/form-data; boundary=X")}) {
    const auto parts = http::read_multipart(known, body);
    if (!parts) continue;
    hold(parts->size() <= http::parts_max);
    const char* last = body.data();
    for (const http::Part& part : *parts) {
      hold(!part.name.empty() && part.file_name.find_first_of("/\\") == std::string::npos);
      hold(part.content.data() >= last &&
           part.content.data() + part.content.size() <= body.data() + body.size());
      last = part.content.data() + part.content.size();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      read_targets(input);
      break;
    case 1:
      read_headers(input);
      break;
    default:
      read_forms(input);
  }
  return 0;
}
