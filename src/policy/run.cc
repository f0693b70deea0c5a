#include "policy/run.h"

#include <algorithm>
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
      : policies_(policies), schema_(schema), day_(day), digits_(ground_digits(policies)) {}

  // The place whose parameters hold for those who live here.
  Area ground(const Area& area) const {
    return Area::parse(area.code().substr(0, digits_)).value_or(area);
  }

  Result<Decider*> at(const Area& ground) {
    const auto known = made_.find(ground);
    if (known != made_.end()) return &known->second;
    auto made = TRY(Decider::make(policies_, schema_, ground, day_));
    return &made_.emplace(ground, std::move(made)).first->second;
  }
  const std::map<Area, Decider>& all() const { return made_; }

 private:
  const packs::Policies& policies_;
  const population::Schema& schema_;
  Day day_;
  std::size_t digits_;
  std::map<Area, Decider> made_;
};

// The verdicts of a roll: a list a policy, in the order of the policies in force.
struct Decided {
  std::vector<const packs::Policy*> policies{};
  std::vector<std::vector<const Verdict*>> verdicts{};
};

Result<Decided> decide(Deciders& deciders, const Roll& roll) {
  Decided decided;
  std::vector<std::vector<const Verdict*>> part;
  for (std::size_t from = 0; from < roll.ids.size();) {
    // People side by side mostly live under the same parameters.
    const Area ground = deciders.ground(roll.areas[from]);
    std::size_t to = from + 1;
    while (to < roll.ids.size() &&
           (roll.areas[to] == roll.areas[to - 1] || deciders.ground(roll.areas[to]) == ground))
      ++to;
    Decider* decider = TRY(deciders.at(ground));
    decider->decide(*roll.people, from, to, part);
    decided.policies = decider->policies();
    decided.verdicts.resize(part.size());
    for (std::size_t p = 0; p < part.size(); ++p)
      decided.verdicts[p].insert(decided.verdicts[p].end(), part[p].begin(), part[p].end());
    from = to;
  }
  return decided;
}

store::PortionRow counted(const registry::Portion& portion, const Decided& decided) {
  store::PortionRow row{.area = portion.area};
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
  for (std::size_t p = 0; p < decided.policies.size(); ++p)
    for (const Verdict* verdict : decided.verdicts[p]) {
      Count& count = row.counts[decided.policies[p]->id][verdict->outcome];
      ++count.persons;
      if (verdict->outcome == packs::Outcome::entitled) count.fen += verdict->month.count;
    }
  return row;
}

// What differs from what stands. `kept` comes by person, several rows of one beside each other.
std::vector<store::Change> differences(const Roll& roll, const Decided& decided, Day day,
                                       const std::vector<store::Kept>& kept) {
  std::vector<store::Change> changes;
  std::size_t at = 0;
  for (std::size_t i = 0; i < roll.ids.size(); ++i) {
    while (at < kept.size() && kept[at].person.text < roll.ids[i].text) ++at;
    std::size_t end = at;
    while (end < kept.size() && kept[end].person == roll.ids[i]) ++end;
    for (std::size_t p = 0; p < decided.policies.size(); ++p) {
      const store::Kept* holds = nullptr;
      Day next = open_end;  // When a later determination begins.
      for (std::size_t k = at; k < end; ++k) {
        if (kept[k].policy != decided.policies[p]->id) continue;
        if (kept[k].from <= day)
          holds = &kept[k];
        else
          next = std::min(next, kept[k].from);
      }
      const Verdict& verdict = *decided.verdicts[p][i];
      if (holds && holds->verdict == verdict && holds->area == roll.areas[i]) continue;
      store::Change change{.person = roll.ids[i],
                           .policy = decided.policies[p]->id,
                           .area = roll.areas[i],
                           .verdict = &verdict,
                           .way = store::Change::Way::add,
                           .until = next};
      if (holds) {
        change.way = holds->from == day ? store::Change::Way::replace : store::Change::Way::follow;
        change.until = holds->until;
      }
      changes.push_back(std::move(change));
    }
    at = end;
  }
  return changes;
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
        made.kept = store::kept_in(tx, portions_[i], options_.as_of);
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
  auto portions = database.read([&](Tx& tx) { return registry::portions(tx, options.area); });
  store::RunRow row{.as_of = options.as_of, .area = options.area, .rules = options.rules};
  if (!others) {
    row = database.write([&](Tx& tx) {
      const Call call{.tx = tx, .actor = actor, .now = now, .deployment = deployment};
      return store::begin_run(call, row);
    });
    const auto done = database.read([&](Tx& tx) { return store::portions_done(tx, row.id); });
    std::erase_if(portions, [&](const auto& each) { return done.contains(each.area.code()); });
  }
  RunResult result;
  ReadAhead ahead(database, reader, std::move(portions), options,
                  others ? std::nullopt : std::optional(row.id));
  while (std::optional<Read> read = ahead.next()) {
    const auto& [portion, roll, kept, others_done] = *read;
    const Decided decided = TRY(decide(deciders, roll));
    if (others) {
      const Decided then = TRY(decide(*others, roll));
      add(result, counted(portion, then));
      add_shifts(decided, then, result.shifts);
      continue;
    }
    const store::PortionRow counts = counted(portion, decided);
    database.write([&](Tx& tx) {
      const bool stands = store::portions_of_others(tx, row.id) == others_done;
      const auto changes = differences(roll, decided, options.as_of,
                                       stands ? kept : store::kept_in(tx, portion, options.as_of));
      store::write(tx, row.id, options.as_of, changes);
      store::PortionRow finished = counts;
      finished.changed = std::ssize(changes);
      store::add_portion(tx, row.id, finished, now);
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
