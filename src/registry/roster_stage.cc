#include "registry/roster_stage.h"

#include <cstring>

namespace zhulian::registry::roster {
namespace {

constexpr std::uint32_t absent = UINT32_MAX;
constexpr std::int32_t no_day = INT32_MIN;

class Packer {
 public:
  explicit Packer(std::string& bytes) : bytes_(bytes) {}
  void put(std::uint32_t number) {
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void put(std::int32_t number) { put(static_cast<std::uint32_t>(number)); }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes_.append(text);
  }
  void put(const std::optional<std::string>& text) {
    if (text)
      put(*text);
    else
      put(absent);
  }
  void put(const std::optional<Day>& day) {
    put(day ? static_cast<std::int32_t>(number(*day)) : no_day);
  }
  void put(const std::optional<bool>& truth) {
    put(static_cast<std::uint32_t>(truth ? (*truth ? 1 : 0) : 2));
  }

 private:
  std::string& bytes_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}
  bool at_end() const { return bytes_.empty(); }
  std::uint32_t number() {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }
  std::optional<std::string> text() {
    const std::uint32_t size = number();
    if (size == absent) return std::nullopt;
    std::string value(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return value;
  }
  std::optional<Day> day() {
    const auto value = static_cast<std::int32_t>(number());
    if (value == no_day) return std::nullopt;
    return day_of_number(value);
  }
  std::optional<bool> truth() {
    const std::uint32_t value = number();
    if (value == 2) return std::nullopt;
    return value == 1;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

void Stage::add(int row, const ReadRow& read) {
  if (rows_ % rows_in_chunk == 0) chunks_.emplace_back();
  ++rows_;
  const Enrolment& in = read.enrolment;
  Packer packer(chunks_.back());
  packer.put(static_cast<std::uint32_t>(row));
  packer.put(in.citizen_id.text);
  packer.put(in.name);
  packer.put(in.area.code());
  packer.put(in.certificate ? std::optional(in.certificate->text()) : std::nullopt);
  packer.put(in.issued_on);
  packer.put(in.expires_on);
  for (const auto* text : {&in.phone, &in.address, &in.registered_address, &in.guardian,
                           &in.guardian_phone, &in.household_kind, &in.ethnicity, &in.remark})
    packer.put(*text);
  packer.put(in.low_income);
  for (const auto* text : {&read.below.estate, &read.below.group, &read.below.grid})
    packer.put(*text);
}

std::vector<Stage::Row> Stage::chunk(std::size_t index, const std::string& source) const {
  std::vector<Row> rows;
  rows.reserve(rows_in_chunk);
  for (Unpacker from(chunks_[index]); !from.at_end();) {
    Row row{.row = static_cast<int>(from.number()), .enrolment = {}, .below = {}};
    Enrolment& out = row.enrolment;
    out.citizen_id = *read_citizen_id(*from.text()).id;
    out.name = *from.text();
    out.area = *Area::parse(*from.text());
    if (const auto number = from.text()) out.certificate = read_certificate_number(*number);
    out.issued_on = from.day();
    out.expires_on = from.day();
    for (auto* text : {&out.phone, &out.address, &out.registered_address, &out.guardian,
                       &out.guardian_phone, &out.household_kind, &out.ethnicity, &out.remark})
      *text = from.text();
    out.low_income = from.truth();
    for (auto* text : {&row.below.estate, &row.below.group, &row.below.grid}) *text = *from.text();
    out.source = source;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace zhulian::registry::roster
