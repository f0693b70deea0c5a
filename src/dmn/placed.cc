#include "dmn/placed.h"

#include <charconv>

#include "feel/parser.h"

namespace zhulian::dmn {

namespace {

// As deep as the parser lets a tree be.
feel::NodePtr moved(const feel::NodePtr& node, const Text& text) {
  if (!node) return nullptr;
  feel::Node copy = *node;
  copy.at = text.in_file(node->at);
  for (feel::NodePtr& child : copy.children) child = moved(child, text);
  return std::make_shared<const feel::Node>(std::move(copy));
}

void move(Error& error, const Text& text) {
  Argument *line = nullptr, *column = nullptr;
  for (Argument& argument : error.arguments) {
    if (argument.name == "line") line = &argument;
    if (argument.name == "column") column = &argument;
  }
  if (!line || !column) return;
  feel::Position told;
  std::from_chars(line->value.data(), line->value.data() + line->value.size(), told.line);
  std::from_chars(column->value.data(), column->value.data() + column->value.size(), told.column);
  const feel::Position found = text.in_file(told);
  line->value = std::to_string(found.line);
  column->value = std::to_string(found.column);
}

Result<feel::NodePtr> placed(Result<feel::NodePtr> parsed, const Text& text) {
  if (text.jumps.empty()) return parsed;
  if (parsed) return moved(*parsed, text);
  move(parsed.error(), text);
  return parsed;
}

}  // namespace

Result<feel::NodePtr> parse_expression(const Text& text, const feel::Vocabulary& names) {
  return placed(feel::parse_expression(text.text, names, text.at), text);
}

Result<feel::NodePtr> parse_tests(const Text& text, const feel::Vocabulary& names) {
  return placed(feel::parse_tests(text.text, names, text.at), text);
}

}  // namespace zhulian::dmn
