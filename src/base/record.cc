#include "base/record.h"

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace zhulian::record {

void Reader::fault(const std::string& path, std::string_view code,
                   std::vector<Argument> arguments) {
  faults_.push_back(Error{.fault = Fault::invalid,
                          .code = std::string(code),
                          .field = path.empty() ? "/" : path,
                          .arguments = std::move(arguments)});
}

const json::string* Reader::text_of(const json::value& from, const std::string& path) {
  const auto* text = from.if_string();
  if (!text) fault(path, "json.expected_text");
  return text;
}

void Reader::read_text(const json::value& from, std::string& to, const std::string& path,
                       const Note& rule) {
  const auto* text = text_of(from, path);
  if (!text) return;
  to.assign(text->begin(), text->end());
  const std::size_t length = text::length(to);
  const std::size_t most = rule.max_length ? rule.max_length : default_max_length;
  if (length > most) fault(path, "json.too_long", {{"max", std::to_string(most)}});
  if (length < rule.min_length || (rule.min_length > 0 && text::is_blank(to)))
    fault(path, rule.min_length <= 1 ? "json.empty" : "json.too_short",
          {{"min", std::to_string(rule.min_length)}});
  if (to.find('\0') != std::string::npos) fault(path, "json.bad_character");
}

void Reader::read_integer(const json::value& from, std::int64_t& to, const std::string& path,
                          const Note& rule) {
  if (source_ == Source::text && from.is_string()) {
    const auto& text = from.get_string();
    const auto end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, to);
    if (problem != std::errc{} || stop != end) return fault(path, "json.expected_whole_number");
  } else {
    boost::system::error_code problem;
    to = from.to_number<std::int64_t>(problem);
    if (problem) return fault(path, "json.expected_whole_number");
  }
  if (to < rule.minimum)
    fault(path, "json.number_too_small", {{"min", std::to_string(rule.minimum)}});
  if (to > rule.maximum)
    fault(path, "json.number_too_large", {{"max", std::to_string(rule.maximum)}});
}

void Reader::read_real(const json::value& from, double& to, const std::string& path) {
  if (source_ == Source::text && from.is_string()) {
    const auto& text = from.get_string();
    const auto end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, to);
    if (problem != std::errc{} || stop != end || !std::isfinite(to))
      fault(path, "json.expected_number");
    return;
  }
  boost::system::error_code problem;
  to = from.to_number<double>(problem);
  if (problem) fault(path, "json.expected_number");
}

void Reader::read_bool(const json::value& from, bool& to, const std::string& path) {
  if (source_ == Source::text && from.is_string()) {
    const auto& text = from.get_string();
    if (text != "true" && text != "false") return fault(path, "json.expected_yes_or_no");
    to = text == "true";
    return;
  }
  if (const auto* truth = from.if_bool())
    to = *truth;
  else
    fault(path, "json.expected_yes_or_no");
}

Result<void> Reader::verdict() && {
  if (faults_.empty()) return {};
  Error first = std::move(faults_.front());
  faults_.erase(faults_.begin());
  first.others = std::move(faults_);
  return std::unexpected(std::move(first));
}

}  // namespace zhulian::record
