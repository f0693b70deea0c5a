#include "http/target.h"

#include <algorithm>
#include <cassert>

#include "base/text.h"
#include "http/words.h"

namespace zhulian::http {
namespace {

// A query with more parameters than any form of ours is an attack on maps.
constexpr std::size_t parameters_max = 100;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// Cuts off and returns what stands before `mark`; all of it when there is none.
std::string_view cut(std::string_view& text, char mark) {
  const auto at = std::min(text.find(mark), text.size());
  const auto head = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return head;
}

// "0.8" to 800. What is no weight counts as none wanted.
int weight(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  int thousandths = text[0] == '1' ? 1000 : 0;
  if (text.size() == 1) return thousandths;
  if (text[1] != '.' || text.size() > 5) return 0;
  int unit = 100;
  for (const char c : text.substr(2)) {
    if (c < '0' || c > '9') return 0;
    thousandths += (c - '0') * unit;
    unit /= 10;
  }
  return std::min(thousandths, 1000);
}

}  // namespace

std::optional<std::string> decode(std::string_view encoded, bool plus_is_space) {
  std::string plain;
  plain.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    char c = encoded[i];
    if (c == '%') {
      if (i + 2 >= encoded.size()) return std::nullopt;
      const int high = digit_of(encoded[i + 1]);
      const int low = digit_of(encoded[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    plain += c;
  }
  if (!text::is_valid(plain)) return std::nullopt;
  return plain;
}

std::string encode(std::string_view plain) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : plain) {
    if (is_unreserved(c)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += '%';
      encoded += digits[byte >> 4];
      encoded += digits[byte & 15];
    }
  }
  return encoded;
}

Result<void> read_target(std::string_view target, Request& request) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!begins_with_word(target, scheme)) continue;
    target.remove_prefix(scheme.size());
    target.remove_prefix(std::min(target.find_first_of("/?"), target.size()));
    if (!target.starts_with('/')) {
      request.path = "/";
      if (target.empty()) return {};
    }
    break;
  }
  const std::string_view path = cut(target, '?');
  if (!path.empty()) request.path = path;
  if (!request.path.starts_with('/')) return fail(Fault::malformed, "http.bad_target");
  // A fragment never travels (RFC 9110 section 4.2.5); white space and controls never stand bare.
  for (const std::string_view part : {std::string_view(request.path), target})
    for (const char c : part)
      if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == '#')
        return fail(Fault::malformed, "http.bad_target");
  while (!target.empty()) {
    std::string_view pair = cut(target, '&');
    if (pair.empty()) continue;
    auto name = decode(cut(pair, '='), true);
    auto value = decode(pair, true);
    if (!name || !value) return fail(Fault::malformed, "http.bad_target");
    if (request.query.size() == parameters_max)
      return fail(Fault::malformed, "http.too_many_parameters", {},
                  {{"max", std::to_string(parameters_max)}});
    request.query.emplace(*std::move(name), *std::move(value));
  }
  return {};
}

std::optional<std::vector<std::string>> path_parts(std::string_view path) {
  std::vector<std::string> parts;
  if (path.starts_with('/')) path.remove_prefix(1);
  while (true) {
    const bool last = path.find('/') == std::string_view::npos;
    auto part = decode(cut(path, '/'));
    if (!part || part->find_first_of("/\\") != std::string::npos || *part == "." || *part == "..")
      return std::nullopt;
    parts.push_back(*std::move(part));
    if (last) return parts;
  }
}

std::string_view cookie(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    std::string_view pair = trimmed(cut(header, ';'));
    const std::string_view known = trimmed(cut(pair, '='));
    if (known == name) return trimmed(pair);
  }
  return {};
}

int preference(std::string_view list, std::string_view choice, bool prefix) {
  int wanted = -1;
  int for_the_rest = -1;
  while (!list.empty()) {
    std::string_view rest = cut(list, ',');
    const std::string_view word = trimmed(cut(rest, ';'));
    int q = 1000;
    while (!rest.empty()) {
      std::string_view parameter = trimmed(cut(rest, ';'));
      if (same_word(trimmed(cut(parameter, '=')), "q")) q = weight(trimmed(parameter));
    }
    const bool is_family = prefix && word.size() > choice.size() && word[choice.size()] == '-' &&
                           begins_with_word(word, choice);
    if (same_word(word, choice) || is_family) wanted = std::max(wanted, q);
    if (word == "*") for_the_rest = q;
  }
  return wanted >= 0 ? wanted : for_the_rest;
}

Language language_of(const Request& request) {
  const std::string_view list = request.header("accept-language");
  return preference(list, "en", true) > std::max(preference(list, "zh", true), 0) ? Language::en
                                                                                  : Language::zh;
}

bool is_loopback(std::string_view address) {
  constexpr std::string_view mapped = "::ffff:";
  if (address.starts_with(mapped)) address.remove_prefix(mapped.size());
  return address.starts_with("127.") || address == "::1";
}

Request make_request(std::string verb, std::string_view target, std::string json_body) {
  Request request{.verb = std::move(verb), .path = {}, .peer = "127.0.0.1"};
  [[maybe_unused]] const auto read = read_target(target, request);
  assert(read);
  if (!json_body.empty()) request.headers["content-type"] = "application/json";
  request.body = std::move(json_body);
  return request;
}

}  // namespace zhulian::http
