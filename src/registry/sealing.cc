#include "registry/sealing.h"

#include <stdexcept>

#include "platform/keys.h"

namespace zhulian::registry {
namespace {

std::string place_of(std::string_view column, std::string_view id) {
  return std::string(column) + ':' + std::string(id);
}

}  // namespace

Value sealed_text(const Call& call, std::string_view column, std::string_view id,
                  const std::string& plain) {
  if (plain.empty()) return std::optional<Blob>{};
  return Blob{call.deployment.keys.seal(plain, place_of(column, id))};
}

std::optional<std::string> opened_text(const Call& call, std::string_view column,
                                       std::string_view id, const Row& row, std::size_t at) {
  if (row.null(at)) return std::nullopt;
  auto plain = call.deployment.keys.open(row.blob(at), place_of(column, id));
  if (!plain) throw std::runtime_error(std::string(column) + " is damaged");
  return *std::move(plain);
}

}  // namespace zhulian::registry
