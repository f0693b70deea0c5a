#include "http/wire.h"

#include <array>
#include <ctime>

#include <fmt/format.h>

#include "http/problem.h"

namespace zhulian::http {
namespace {

// The app loads nothing from elsewhere, frames nobody and is framed by nobody. Pictures made
// in the page (a photo before it is sent, a chart) are data: and blob:. Camera and place are
// the app's own: evidence of a delivery, the point of a village.
constexpr std::string_view guards =
    "Content-Security-Policy: default-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(self), geolocation=(self), microphone=(), payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

void put(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  for (const char c : value)
    if (static_cast<unsigned char>(c) >= ' ' && c != 0x7f) head += c;
  head += "\r\n";
}

}  // namespace

std::string head_of(const Response& response, bool keep_alive, std::string_view date) {
  std::string head;
  head.reserve(1024);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                 title_of(response.status), date);
  const bool has_no_body = response.status == 204 || response.status == 304;
  if (!has_no_body) {
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", response.content().size());
    put(head, "Content-Type", response.type);
  }
  for (const auto& [name, value] : response.headers) put(head, name, value);
  // What the API says of people stays in no cache.
  if (response.header("Cache-Control").empty()) head += "Cache-Control: no-store\r\n";
  head += guards;
  if (!keep_alive) head += "Connection: close\r\n";
  head += "\r\n";
  return head;
}

std::string http_date(std::int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&time, &parts);
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                     months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace zhulian::http
