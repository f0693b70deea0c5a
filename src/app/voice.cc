#include <cstdlib>
#include <iostream>

#include "app/commands.h"

namespace zhulian::app {
namespace {

boost::json::object fault_json(const Error& error, Language language) {
  return {
      {"place", error.field}, {"code", error.code}, {"message", messages().say(error, language)}};
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
  return Exit::faults;
}

void print(const boost::json::value& document) {
  std::cout << document << std::endl;
}

Instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace zhulian::app
