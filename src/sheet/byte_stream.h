// Bytes in order, once. What the XML parser reads from.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/result.h"

namespace zhulian::sheet {

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  virtual const std::string& name() const = 0;  // For messages.
  // 0 at the end.
  virtual Result<std::size_t> read(std::span<char> into) = 0;
};

}  // namespace zhulian::sheet
