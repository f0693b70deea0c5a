#include <cstdlib>
#include <iostream>

#include "app/commands.h"
#include "platform/disk.h"

namespace zhulian::app {
namespace {

boost::json::object fault_json(const Error& error, Language language) {
  return {
      {"place", error.field}, {"code", error.code}, {"message", messages().say(error, language)}};
}

// Refusals whose cause is the machine and not what was given.
bool is_of_machine(const Error& error) {
  return error.code == "db.backup.unwritable" || error.code == "sheet.cannot_write";
}

std::string_view code_of(const DatabaseError& failure) {
  switch (failure.kind()) {
    case DatabaseError::Kind::read_only:
      return "app.broken.read_only";
    case DatabaseError::Kind::busy:
    case DatabaseError::Kind::serialization:
      return "app.broken.busy";
    case DatabaseError::Kind::lost:
      return "app.broken.database_lost";
    case DatabaseError::Kind::corrupt:
      return "app.broken.corrupt";
    default:
      return "app.broken.other";
  }
}

std::string_view code_of(const std::system_error& failure) {
  const std::error_code code = failure.code();
  for (const std::errc right : {std::errc::read_only_file_system, std::errc::permission_denied,
                                std::errc::operation_not_permitted})
    if (code == right) return "app.broken.read_only";
  return "app.broken.other";
}

std::string_view code_of(const std::exception& failure) {
  if (disk::is_full(failure)) return "app.broken.disk_full";
  if (const auto* database = dynamic_cast<const DatabaseError*>(&failure))
    return code_of(*database);
  if (const auto* system = dynamic_cast<const std::system_error*>(&failure))
    return code_of(*system);
  return "app.broken.other";
}

void tell(const Error& error, Language language) {
  std::cerr << "zhulian: ";
  if (!error.field.empty()) std::cerr << error.field << ": ";
  std::cerr << messages().say(error, language) << '\n';
}

}  // namespace

Language language_of_terminal() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value && *value)
      return std::string_view(value).starts_with("en") ? Language::en : Language::zh;
  }
  return Language::zh;
}

Exit refuse(const Error& error, const Voice& voice) {
  if (voice.json) {
    boost::json::array faults{fault_json(error, voice.language)};
    for (const Error& other : error.others) faults.push_back(fault_json(other, voice.language));
    print(boost::json::object{{"faults", std::move(faults)}});
  } else {
    tell(error, voice.language);
    for (const Error& other : error.others) tell(other, voice.language);
  }
  return is_of_machine(error) ? Exit::broken : Exit::faults;
}

Exit give_up(const std::exception& failure, const Voice& voice) {
  refuse(Error{.fault = Fault::busy,
               .code = std::string(code_of(failure)),
               .arguments = {{"what", failure.what()}}},
         voice);
  return Exit::broken;
}

void print(const boost::json::value& document) {
  std::cout << document << std::endl;
}

Instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace zhulian::app
