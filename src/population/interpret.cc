#include "population/interpret.h"

#include <algorithm>

#include "dmn/inside.h"

namespace zhulian::population {

std::optional<std::int32_t> amount_of(const Asked& asked, const feel::Value& value) {
  if (asked.fen == 0) return 0;
  const feel::Value* amount = &value;
  if (const feel::Context* context = value.as_context()) amount = context->find(asked.amount);
  if (!amount || !amount->as_number()) return 0;
  const auto fen = (*amount->as_number() * feel::Decimal(asked.fen)).to_int64();
  if (!fen || *fen > INT32_MAX || *fen < -INT32_MAX) return std::nullopt;
  return static_cast<std::int32_t>(*fen);
}

bool holds_unknown(const feel::Value& value) {
  if (value.is_unknown()) return true;
  if (const feel::Context* context = value.as_context())
    return std::ranges::any_of(context->entries(),
                               [](const auto& entry) { return holds_unknown(entry.second); });
  const feel::List* list = value.as_list();
  return list && std::ranges::any_of(*list, holds_unknown);
}

std::string key_of(const feel::Value& value) {
  if (value.is_unknown()) return "?";
  std::string key(word(value.kind()));
  key += ' ';
  key += feel::to_text(value).value_or("");
  return key;
}

namespace {

// The inputs of one person after the other, without making again what stays.
class Rows {
 public:
  Rows(const Population& population, const feel::Context& constants)
      : population_(population), inputs_(constants) {
    for (const Column& column : population.schema()) {
      const std::size_t dot = column.path.find('.');
      const std::string root = column.path.substr(0, dot);
      // What nests deeper goes the long way.
      flat_ &= dot == std::string::npos || column.path.find('.', dot + 1) == std::string::npos;
      if (dot == std::string::npos) {
        places_.push_back({-1, root});
        continue;
      }
      auto known = std::ranges::find(roots_, root, &Root::name);
      if (known == roots_.end()) known = roots_.insert(roots_.end(), Root{.name = root});
      places_.push_back({static_cast<int>(known - roots_.begin()), column.path.substr(dot + 1)});
    }
  }

  // `missing` tells whether a fact that counts is not there.
  const feel::Context& at(std::size_t person, const std::vector<bool>& counts, bool& missing) {
    missing = false;
    if (!flat_) {
      missing = true;
      return long_way(person);
    }
    for (std::size_t c = 0; c < places_.size(); ++c) {
      feel::Value value = population_.value(static_cast<int>(c), person);
      missing |= value.is_null() && counts[c];
      auto& [root, name] = places_[c];
      (root < 0 ? inputs_ : roots_[static_cast<std::size_t>(root)].entries)
          .put(name, std::move(value));
    }
    for (const Root& root : roots_) inputs_.put(root.name, feel::Value(root.entries));
    return inputs_;
  }

 private:
  struct Root {
    std::string name;
    feel::Context entries{};
  };
  const feel::Context& long_way(std::size_t person) {
    for (const auto& [name, value] : population_.facts(person).entries()) inputs_.put(name, value);
    return inputs_;
  }
  const Population& population_;
  feel::Context inputs_;
  std::vector<Root> roots_;
  std::vector<std::pair<int, std::string>> places_;
  bool flat_ = true;
};

// Cheap, and never true of values that differ; most answers are numbers and texts.
bool surely_same(const feel::Value& a, const feel::Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.as_number() && b.as_number()) return *a.as_number() == *b.as_number();
  if (a.as_string() && b.as_string()) return *a.as_string() == *b.as_string();
  return a.as_boolean() && b.as_boolean() && *a.as_boolean() == *b.as_boolean();
}

// Every path a type holds, with the type there.
void each_path(const std::string& path, const feel::Type& type,
               std::vector<std::pair<std::string, const feel::Type*>>& all) {
  if (type.kind != feel::Kind::context) {
    all.emplace_back(path, &type);
    return;
  }
  for (std::size_t i = 0; i < type.names.size(); ++i)
    each_path(path + "." + type.names[i], type.of[i], all);
}

}  // namespace

Interpreted::Interpreted(const dmn::Rules& rules, std::vector<Asked> asked, const Schema& schema,
                         feel::Context constants)
    : rules_(rules),
      asked_(std::move(asked)),
      constants_(std::move(constants)),
      known_(asked_.size()) {
  for (const Column& column : schema) {
    if (column.null_means_none) means_none_.insert(column.path);
    counts_.push_back(!column.null_means_none);
  }
  short_way_ = only_facts_unknown(schema);
}

bool Interpreted::only_facts_unknown(const Schema& schema) const {
  const feel::Limits limits;
  feel::Interpreter in(limits);
  for (const dmn::Resolved& input : rules_.inside().elements) {
    if (input.kind != dmn::Resolved::Kind::input) continue;
    if (input.qualified.contains('.')) return false;  // Of an imported model.
    std::vector<std::pair<std::string, const feel::Type*>> paths;
    each_path(input.qualified, input.type, paths);
    for (const auto& [path, type] : paths) {
      const int index = find_column(schema, path);
      if (index < 0) {
        const bool of_people = std::ranges::any_of(
            schema, [&](const Column& column) { return column.path.starts_with(path + "."); });
        const feel::Value* value = entry_at(constants_, path);
        if (!of_people && (!value || value->is_null())) return false;
        if (value && type->kind != feel::Kind::any && !in.conforms(*value, *type)) return false;
        continue;
      }
      const Column& column = schema[static_cast<std::size_t>(index)];
      if (type->kind == feel::Kind::any && !type->allowed) continue;
      // Entries that do not fit their type are unknown too.
      if (column.held == Held::number || column.held == Held::date) {
        const feel::Kind kind = column.held == Held::date ? feel::Kind::date : feel::Kind::number;
        if (type->kind != kind || type->allowed) return false;
        continue;
      }
      for (std::size_t code = 0; code < no_code(column); ++code)
        if (!in.conforms(value_of(column, static_cast<std::int64_t>(code)), *type)) return false;
    }
  }
  // What has no type may hold a null further down.
  for (const auto& [name, value] : constants_.entries()) {
    if (const feel::Context* context = value.as_context())
      for (const auto& [key, entry] : context->entries())
        if (entry.is_null()) return false;
  }
  return true;
}

dmn::Determination Interpreted::determine(int asked, const Population& population,
                                          std::size_t person) const {
  feel::Context inputs = population.facts(person);
  for (const auto& [name, value] : constants_.entries()) inputs.put(name, value);
  auto determined =
      dmn::determine(rules_, asked_[static_cast<std::size_t>(asked)].decision, inputs, means_none_);
  // compile() has found the decision.
  return determined ? *std::move(determined) : dmn::Determination{.to_verify = true};
}

Answer Interpreted::answer_of(int asked, const dmn::Determination& determined) const {
  Answer answer;
  if (!determined.fired.empty()) answer.row = determined.fired.front();
  if (determined.to_verify) {
    answer.outcome = Outcome::to_verify;
    for (std::size_t r = 0; answer.row == 0 && r < determined.rules.size(); ++r)
      if (determined.rules[r].holds != dmn::Holds::no) answer.row = static_cast<int>(r + 1);
    return answer;
  }
  answer.value = determined.value;
  answer.outcome = Outcome::decided;
  if (answer.value.is_null()) {
    if (determined.fired.empty()) answer.outcome = Outcome::none;
    if (determined.fired.size() > 1) answer.outcome = Outcome::conflict;
  }
  answer.fen = amount_of(asked_[static_cast<std::size_t>(asked)], answer.value).value_or(0);
  return answer;
}

std::uint16_t Interpreted::code_of(int asked, const Answer& answer) {
  std::string key = std::to_string(static_cast<int>(answer.outcome));
  key += ' ';
  key += std::to_string(answer.row);
  key += ' ';
  key += key_of(answer.value);
  const std::scoped_lock lock(mutex_);
  Known& known = known_[static_cast<std::size_t>(asked)];
  if (const auto found = known.codes.find(key); found != known.codes.end()) return found->second;
  if (known.answers.size() >= too_many) return too_many;
  const auto code = static_cast<std::uint16_t>(known.answers.size());
  known.answers.push_back(answer);
  known.codes.emplace(std::move(key), code);
  return code;
}

void Interpreted::decide(int asked, const Population& population, std::size_t from, std::size_t to,
                         Sheet& sheet) {
  const std::string& decision = asked_[static_cast<std::size_t>(asked)].decision;
  const auto element = rules_.inside().find(dmn::Resolved::Kind::decision, decision);
  const std::string& own = rules_.inside().elements[static_cast<std::size_t>(*element)].qualified;
  Rows rows(population, constants_);
  std::vector<std::pair<Answer, std::uint16_t>> recent;
  for (std::size_t person = from; person < to; ++person) {
    bool missing = false;
    const feel::Context& inputs = rows.at(person, counts_, missing);
    dmn::Determination determined;
    if (missing || !short_way_) {
      determined = determine(asked, population, person);
    } else if (auto decided = rules_.decide(decision, inputs)) {
      determined.value = std::move(decided->value);
      for (auto& fired : decided->fired)
        if (fired.decision == own) determined.fired = std::move(fired.rows);
    }
    const Answer answer = answer_of(asked, determined);
    const auto known = std::ranges::find_if(recent, [&](const auto& pair) {
      return pair.first.row == answer.row && pair.first.outcome == answer.outcome &&
             surely_same(pair.first.value, answer.value);
    });
    std::uint16_t code;
    if (known != recent.end()) {
      code = known->second;
    } else {
      code = code_of(asked, answer);
      if (recent.size() < 64) recent.emplace_back(answer, code);
    }
    sheet.code[person] = code;
    if (!sheet.fen.empty()) sheet.fen[person] = answer.fen;
    if (!sheet.excluded.empty()) sheet.excluded[person] = 255;
  }
}

Answer Interpreted::answer(int asked, std::uint16_t code) const {
  const std::scoped_lock lock(mutex_);
  const Known& known = known_[static_cast<std::size_t>(asked)];
  return code < known.answers.size() ? known.answers[code] : Answer{};
}

std::size_t Interpreted::codes(int asked) const {
  const std::scoped_lock lock(mutex_);
  return known_[static_cast<std::size_t>(asked)].answers.size();
}

}  // namespace zhulian::population
