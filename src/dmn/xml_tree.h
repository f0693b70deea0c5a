// XML as a tree that forgets nothing, with the place of every part; DMN models and test cases
// are read from it.
//
// One idea: a text that the file interrupts (an entity, a comment, CDATA) is a row of text nodes,
// each with its own place, so that a fault in a FEEL text finds its column again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dmn/model.h"
#include "dmn/xml.h"

namespace zhulian::dmn {

struct XmlDocument {
  XmlNode root;
  std::vector<XmlNode> before{}, after{};  // Comments and instructions around it.
};

// Errors: dmn.xml.malformed, .entities, .too_large, .too_deep, with "file", "line", "column".
Result<XmlDocument> read_tree(std::string_view bytes, std::string_view file,
                              const ReadLimits& limits);

std::string write_tree(const XmlDocument& document);

// An error at a place of a file: the arguments "file", "line" and "column" are always there.
Error error_in(std::string_view file, feel::Position at, std::string code,
               std::vector<Argument> arguments = {});

// An element with the prefixes in force there. Views live as long as the tree.
class Cursor {
 public:
  explicit Cursor(const XmlNode& root) : Cursor(root, nullptr) {}

  const XmlNode& node() const { return *node_; }
  std::string_view local() const;  // The name without its prefix ..
  std::string_view space() const { return space_of(node_->name); }  // .. and its namespace.
  feel::Position at() const { return node_->at; }

  // By the name without a prefix; "" or nullptr when absent.
  std::string_view attribute(std::string_view name) const;
  const std::string* find_attribute(std::string_view name) const;
  // In a namespace: xsi:type.
  const std::string* find_attribute(std::string_view space, std::string_view name) const;

  // The elements in it of its own namespace.
  std::vector<Cursor> children() const;
  std::vector<Cursor> children(std::string_view name) const;
  std::optional<Cursor> child(std::string_view name) const;  // The first.

  Text text() const;  // All text directly in it.

  // Of a name or a QName as written; "" when nobody declared its prefix.
  std::string_view space_of(std::string_view qualified) const;

 private:
  struct Spaces {
    std::shared_ptr<const Spaces> parent;
    const XmlNode* node;
  };
  Cursor(const XmlNode& node, std::shared_ptr<const Spaces> outer);
  template <class Want>
  void each(Want want) const;

  const XmlNode* node_;
  std::shared_ptr<const Spaces> spaces_;
};

// White space of every kind as one space, none at the ends: how DMN compares names.
std::string normal_name(std::string_view written);

}  // namespace zhulian::dmn
