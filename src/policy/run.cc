#include "policy/run.h"

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <future>

#include <fmt/format.h>

#include "dmn/xml.h"
#include "packs/load_policies.h"
#include "packs/policy_files.h"
#include "packs/source.h"
#include "platform/audit.h"
#include "policy/policy_store.h"
#include "policy/roll.h"

namespace zhulian::policy {
namespace {

// Deciders by the places they are for, made when the first person of a place comes.
class Deciders {
 public:
  Deciders(const packs::Policies& policies, const population::Schema& schema, Day day)
      : policies_(policies), schema_(schema), day_(day), grounds_(policies) {}

  const Grounds& grounds() const { return grounds_; }

  Result<Decider*> at(std::string_view ground) {
    const auto known = made_.find(ground);
    if (known != made_.end()) return &known->second;
    auto made = TRY(Decider::make(policies_, schema_, Area::parse(ground).value_or(Area{}), day_));
    return &made_.emplace(ground, std::move(made)).first->second;
  }
  const std::map<std::string, Decider, std::less<>>& all() const { return made_; }

 private:
  const packs::Policies& policies_;
  const population::Schema& schema_;
  Day day_;
  Grounds grounds_;
  std::map<std::string, Decider, std::less<>> made_;
};

// The verdicts of a roll: a list a policy, in the order of the policies in force; people by id.
struct Decided {
  std::vector<const packs::Policy*> policies{};
  std::vector<std::vector<const Verdict*>> verdicts{};
};

Result<Decided> decide(Deciders& deciders, const Roll& roll) {
  Decided decided;
  std::vector<std::vector<const Verdict*>> part;
  const std::size_t persons = roll.people.size();
  const auto area_at = [&](std::size_t at) -> const Area& {
    return roll.people[roll.order[at]].area;
  };
  for (std::size_t from = 0; from < persons;) {
    const std::string_view ground = deciders.grounds().of(area_at(from));
    std::size_t to = from + 1;
    while (to < persons && deciders.grounds().of(area_at(to)) == ground) ++to;
    Decider* decider = TRY(deciders.at(ground));
    decider->decide(*roll.columns, from, to, part);
    decided.policies = decider->policies();
    decided.verdicts.resize(part.size());
    for (std::size_t p = 0; p < part.size(); ++p) {
      decided.verdicts[p].resize(persons);
      for (std::size_t at = from; at < to; ++at)
        decided.verdicts[p][roll.order[at]] = part[p][at - from];
    }
    from = to;
  }
  return decided;
}

store::PortionRow counted(const Decided& decided) {
  store::PortionRow row;
  const std::size_t persons = decided.verdicts.empty() ? 0 : decided.verdicts.front().size();
  row.persons = static_cast<std::int64_t>(persons);
  for (std::size_t i = 0; i < persons; ++i) {
    bool entitled = false;
    bool to_verify = false;
    for (const auto& verdicts : decided.verdicts) {
      entitled |= verdicts[i]->outcome == packs::Outcome::entitled;
      to_verify |= verdicts[i]->outcome == packs::Outcome::to_verify;
    }
    row.entitled += entitled;
    row.to_verify += to_verify;
  }
  for (std::size_t p = 0; p < decided.policies.size(); ++p) {
    std::array<Count, packs::outcome_names.words.size()> by_outcome{};
    for (const Verdict* verdict : decided.verdicts[p]) {
      Count& count = by_outcome[static_cast<std::size_t>(verdict->outcome)];
      ++count.persons;
      if (verdict->outcome == packs::Outcome::entitled) count.fen += verdict->month.count;
    }
    for (std::size_t o = 0; o < by_outcome.size(); ++o)
      if (by_outcome[o].persons > 0)
        row.counts[decided.policies[p]->id][static_cast<packs::Outcome>(o)] = by_outcome[o];
  }
  return row;
}

// What is known of a policy where nothing is written.
struct Blank {
  Day until = open_end;          // A later run of everybody found nothing from then on.
  bool is_not_entitled = false;  // No row says so already.
};

std::vector<Blank> blanks(const Decided& decided,
                          const std::map<std::string, store::Swept, std::less<>>& swept,
                          bool whole) {
  std::vector<Blank> all;
  for (const packs::Policy* policy : decided.policies) {
    const auto found = swept.find(policy->id);
    if (found == swept.end())
      all.push_back({.is_not_entitled = whole});
    else
      all.push_back({.until = found->second.next.value_or(open_end), .is_not_entitled = true});
  }
  return all;
}

struct Differences {
  std::vector<store::Change> changes{};
  std::int64_t found = 0;  // Of them; the others keep what later runs found as it was.
};

// What differs from what stands. `kept` comes by person.
Differences differences(const Roll& roll, const Decided& decided, Day day,
                        const std::vector<store::Kept>& kept, const std::vector<Blank>& blanks) {
  Differences found;
  std::size_t at = 0;
  for (std::size_t i = 0; i < roll.people.size(); ++i) {
    const registry::Standing& person = roll.people[i];
    std::size_t end = at;
    while (end < kept.size() && kept[end].person == i) ++end;
    for (std::size_t p = 0; p < decided.policies.size(); ++p) {
      const store::Kept* holds = nullptr;
      Day next = blanks[p].until;  // When a later determination begins.
      for (std::size_t k = at; k < end; ++k) {
        if (kept[k].policy != decided.policies[p]->id) continue;
        if (kept[k].from <= day)
          holds = &kept[k];
        else
          next = std::min(next, kept[k].from);
      }
      const Verdict& verdict = *decided.verdicts[p][i];
      if (holds ? holds->verdict == verdict && holds->area == person.area
                : blanks[p].is_not_entitled && verdict.outcome == packs::Outcome::not_entitled)
        continue;
      store::Change change{.person = person.id,
                           .policy = decided.policies[p]->id,
                           .area = person.area,
                           .verdict = &verdict,
                           .from = day,
                           .until = next};
      ++found.found;
      if (!holds) {
        found.changes.push_back(std::move(change));
        continue;
      }
      change.way = holds->from == day ? store::Change::Way::replace : store::Change::Way::follow;
      change.until = std::min(holds->until, blanks[p].until);
      store::Change again = change;
      found.changes.push_back(std::move(change));
      if (again.until == holds->until) continue;
      again.area = holds->area;
      again.verdict = &holds->verdict;
      again.way = store::Change::Way::add;
      again.from = std::exchange(again.until, holds->until);
      found.changes.push_back(std::move(again));
    }
    at = end;
  }
  return found;
}

void add_shifts(const Decided& now, const Decided& then, std::map<std::string, Shift>& shifts) {
  const auto amount = [](const Verdict& verdict) {
    return verdict.outcome == packs::Outcome::entitled ? verdict.month.count : 0;
  };
  for (std::size_t p = 0; p < then.policies.size(); ++p) {
    Shift& shift = shifts[then.policies[p]->id];
    const auto same = std::ranges::find(now.policies, then.policies[p]->id, &packs::Policy::id);
    if (same == now.policies.end()) continue;
    const auto& before = now.verdicts[static_cast<std::size_t>(same - now.policies.begin())];
    for (std::size_t i = 0; i < before.size(); ++i) {
      const std::int64_t more = amount(*then.verdicts[p][i]) - amount(*before[i]);
      shift.gain += more > 0;
      shift.lose += more < 0;
      shift.fen += more;
    }
  }
}

void add(RunResult& total, const store::PortionRow& row) {
  total.persons += row.persons;
  total.entitled += row.entitled;
  total.to_verify += row.to_verify;
  for (const auto& [policy, outcomes] : row.counts)
    for (const auto& [outcome, count] : outcomes) {
      total.by_policy[policy][outcome].persons += count.persons;
      total.by_policy[policy][outcome].fen += count.fen;
    }
}

void tell_interpreted(const Deciders& deciders, RunResult& result) {
  for (const auto& [ground, decider] : deciders.all())
    for (const population::Refused& refused : decider.interpreted())
      result.interpreted.emplace(refused.decision, refused.code);
}

// A portion as it stands in the database, read ahead of its turn.
struct Read {
  registry::Portion portion{};
  Roll roll{};
  std::vector<store::Kept> kept{};
  std::int64_t others = 0;  // Portions that other runs had finished then.
};

// Reads portions while others are decided and written, never more than a few ahead.
class ReadAhead {
 public:
  ReadAhead(Database& database, const Reader& reader, std::vector<registry::Portion> portions,
            const RunOptions& options, std::optional<Id<Run>> run)
      : database_(database),
        reader_(reader),
        portions_(std::move(portions)),
        options_(options),
        run_(std::move(run)) {}

  std::optional<Read> next() {
    while (ahead_.size() < at_once && begun_ < portions_.size())
      ahead_.push_back(std::async(std::launch::async, [this, i = begun_++] { return read(i); }));
    if (ahead_.empty()) return std::nullopt;
    std::future<Read> first = std::move(ahead_.front());
    ahead_.pop_front();
    return first.get();
  }

 private:
  static constexpr std::size_t at_once = 2;

  Read read(std::size_t i) {
    return database_.read([&](Tx& tx) {
      Read made{.portion = portions_[i],
                .roll = read_roll(tx, reader_, portions_[i], options_.as_of)};
      if (run_) {
        made.kept = store::kept_in(tx, portions_[i], options_.as_of, made.roll.people);
        made.others = store::portions_of_others(tx, *run_);
      }
      return made;
    });
  }

  Database& database_;
  const Reader& reader_;
  std::vector<registry::Portion> portions_;
  const RunOptions& options_;
  std::optional<Id<Run>> run_;
  std::size_t begun_ = 0;
  std::deque<std::future<Read>> ahead_;  // Last: whoever is still reading needs the others.
};

}  // namespace

Result<RunResult> run(Database& database, const Deployment& deployment, const Actor& actor,
                      Instant now, const RunOptions& options) {
  const packs::Policies& policies = *deployment.packs.policies;
  const Reader reader(deployment, policies, options.as_of);
  Deciders deciders(policies, reader.schema(), options.as_of);
  std::optional<Deciders> others;
  if (options.scenario) others.emplace(*options.scenario, reader.schema(), options.as_of);
  store::RunRow row{.as_of = options.as_of, .area = options.area, .rules = options.rules};
  std::string after;
  std::map<std::string, store::Swept, std::less<>> swept;
  if (!others) {
    row = database.write([&](Tx& tx) {
      row.whole = registry::holds_everybody(tx, options.area);
      const Call call{.tx = tx, .actor = actor, .now = now, .deployment = deployment};
      return store::begin_run(call, row);
    });
    after = database.read([&](Tx& tx) { return store::last_portion(tx, row.id); });
    swept = database.read([&](Tx& tx) { return store::swept(tx, options.as_of); });
  }
  auto portions =
      database.read([&](Tx& tx) { return registry::portions(tx, options.area, after); });
  RunResult result;
  ReadAhead ahead(database, reader, std::move(portions), options,
                  others ? std::nullopt : std::optional(row.id));
  while (std::optional<Read> read = ahead.next()) {
    const auto& [portion, roll, kept, others_done] = *read;
    const Decided decided = TRY(decide(deciders, roll));
    if (others) {
      const Decided then = TRY(decide(*others, roll));
      add(result, counted(then));
      add_shifts(decided, then, result.shifts);
      continue;
    }
    store::PortionRow finished = counted(decided);
    const std::vector<Blank> nothing = blanks(decided, swept, row.whole);
    database.write([&](Tx& tx) {
      const bool stands = store::portions_of_others(tx, row.id) == others_done;
      const std::vector<store::Kept> fresh =
          stands ? std::vector<store::Kept>()
                 : store::kept_in(tx, portion, options.as_of, roll.people);
      const Differences differ =
          differences(roll, decided, options.as_of, stands ? kept : fresh, nothing);
      store::write(tx, row.id, differ.changes);
      finished.changed = differ.found;
      store::add_portion(tx, row.id, portion, finished, now);
    });
  }
  if (!others) {
    database.write([&](Tx& tx) {
      store::end_run(tx, row.id, now);
      const Call call{.tx = tx, .actor = actor, .now = now, .deployment = deployment};
      audit(call, "policy.run", "policy_run", row.id.text, options.area,
            {{"as_of", to_string(options.as_of)}});
    });
    result = database.read([&](Tx& tx) { return store::totals(tx, row.id); });
  }
  tell_interpreted(others ? *others : deciders, result);
  return result;
}

Result<void> follow_move(const Call& call, const Event& moved) {
  const auto to = Area::parse(moved.body.at("to").as_string());
  if (to) store::move(call.tx, PersonId{moved.subject}, *to);
  return {};
}

std::string digest_of(Tx& tx) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a: tells a change, guards nothing.
  const auto take = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  };
  for (const packs::Source& source : packs::stored(tx))
    for (const auto& [path, content] : source.files)
      if (packs::is_policy_file(path)) {
        take(path);
        take(content);
      }
  return fmt::format("{:016x}", hash);
}

Result<packs::Policies> overlaid(const packs::Policies& policies, const std::string& file,
                                 const std::string& content) {
  packs::Policies over = policies;
  const std::string name = std::filesystem::path(file).filename().string();
  if (name.ends_with(".dmn")) {
    auto model = TRY(dmn::read(content, file));
    auto rules = TRY(dmn::load(std::move(model)));
    over.models.insert_or_assign(name, std::move(rules));
    return over;
  }
  if (!name.ends_with(".csv")) return fail(Fault::invalid, "policy.scenario.kind", file);
  packs::Faults faults;
  auto rows = packs::read_parameters(file, content, faults);
  TRY(std::move(faults).verdict());
  auto& all = over.ground.parameters;
  for (const dmn::ParameterRow& row : rows) {
    std::vector<dmn::ParameterRow> left;
    for (const dmn::ParameterRow& old : all) {
      const bool meets = old.key == row.key && old.area == row.area && old.from < row.until &&
                         row.from < old.until;
      if (!meets) {
        left.push_back(old);
        continue;
      }
      if (old.from < row.from) {
        left.push_back(old);
        left.back().until = row.from;
      }
      if (row.until < old.until) {
        left.push_back(old);
        left.back().from = row.until;
      }
    }
    left.push_back(row);
    all = std::move(left);
  }
  return over;
}

}  // namespace zhulian::policy
