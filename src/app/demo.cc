// The command `demo`: a pack's sample, made once, through the program's own operations.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <iterator>

#include <fmt/format.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/demo_load.h"
#include "app/demo_random.h"
#include "app/demo_sample.h"
#include "app/demo_signins.h"
#include "db/upkeep.h"
#include "packs/source.h"
#include "platform/audit.h"
#include "platform/settings.h"
#include "policy/run.h"

namespace zhulian::app {
namespace {

namespace json = boost::json;

// How far a demonstration has come; kept with every piece of it.
struct Progress {
  Day today{};           // Of the first start: a plan does not change its days on the way.
  std::string print{};   // Of the sample's files.
  std::size_t done = 0;  // Pieces.
  bool finished = false;
};

std::string to_text(const Progress& progress) {
  return json::serialize(json::object{{"today", to_string(progress.today)},
                                      {"print", progress.print},
                                      {"done", progress.done},
                                      {"finished", progress.finished}});
}

std::optional<Progress> find_progress(Tx& tx, const std::string& key) {
  const auto text = find_setting(tx, key);
  if (!text) return std::nullopt;
  const json::value value = json::parse(*text);
  const json::object& kept = value.as_object();
  return Progress{.today = parse_day(kept.at("today").as_string().c_str()).value(),
                  .print = kept.at("print").as_string().c_str(),
                  .done = kept.at("done").to_number<std::size_t>(),
                  .finished = kept.at("finished").as_bool()};
}

std::string print_of(const packs::Source& source, const std::optional<packs::Source>& base) {
  std::uint64_t mark = 0;
  for (const packs::Source* one : {&source, base ? &*base : nullptr}) {
    if (!one) continue;
    for (const auto& [path, content] : one->files)
      if (path.starts_with("sample/")) mark = sample::mark_of(mark, path + content);
  }
  return fmt::format("{:016x}", mark);
}

Result<const packs::PackInfo*> pack_of(const House& house, const packs::Source& source) {
  const std::string id = fs::path(source.folder).filename().string();
  for (const packs::PackInfo& pack : house.catalogue().packs)
    if (pack.id == id && pack.area) return &pack;
  return fail(Fault::invalid, "app.demo.other_pack", {}, {{"pack", id}});
}

Result<sample::Plan> plan_of(const House& house, const packs::PackInfo& pack,
                             const packs::Source& source, Day now) {
  const auto& packs = house.catalogue();
  const auto zone = house.deployment().zone;
  sample::Plan plan;
  if (!sample::has_sample(source)) {
    sample::Bare bare = sample::bare_cast(packs, pack, now, zone);
    plan.cast = std::move(bare.cast);
    plan.place = bare.person.area;
    plan.folk.all.push_back(std::move(bare.person));
    plan.folk.all.back().holds = true;
    plan.folk.with_certificate = 1;
    plan.registered = now;
    return plan;
  }
  const sample::Sample sample = TRY(sample::read(source, packs));
  const Day today = sample.ends.value_or(now);
  if (today < sample.holders_valid_from || sample.holders_valid_from <= sample.registered_since)
    return fail(Fault::invalid, "app.demo.numbers", source.folder + "/sample/sample.yaml");
  const sample::Year year = TRY(sample::read_year(source, packs, sample, today));
  plan.source = sample.source;
  plan.seed = sample.seed;
  plan.areas = sample.areas;
  plan.place = sample.estate;
  plan.registered = sample.registered_since;
  plan.folk = sample::plan_folk(sample, today, zone, sample::public_words(sample, packs));
  plan.cast = sample::cast_of(sample, packs, sample::names_of_areas(packs, sample.areas), zone);
  plan.deeds = sample::plan_needs(sample, packs, plan.folk, plan.cast, today, zone);
  for (const sample::RoundPlan& round : year.rounds) {
    auto earlier = sample::plan_needs(sample::sample_of(round, sample), packs, plan.folk, plan.cast,
                                      round.ends, zone);
    std::ranges::move(earlier, std::back_inserter(plan.deeds));
  }
  std::ranges::stable_sort(plan.deeds, {}, &sample::Deed::at);
  plan.year = TRY(sample::plan_year(year, sample, packs, plan.folk, plan.cast, today, zone));
  return plan;
}

// Invented people do not come among real ones.
Result<void> check_empty(House& house, Instant at) {
  return house.database().read([&](Tx& tx) -> Result<void> {
    const Call call{
        .tx = tx, .actor = house.operator_actor(), .now = at, .deployment = house.deployment()};
    const auto page = TRY(registry::find_people(call, {.limit = 1}));
    if (!page.items.empty()) return fail(Fault::conflict, "app.demo.not_empty");
    return {};
  });
}

void show(std::size_t done, std::size_t of) {
  static const bool is_terminal = isatty(STDERR_FILENO) != 0;
  if (!is_terminal) return;
  std::cerr << '\r' << done * 100 / of << " %" << (done == of ? "\r\033[K" : "") << std::flush;
}

Result<void> make(House& house, const sample::Plan& plan, const std::string& key, Progress progress,
                  const std::optional<fs::path>& signins, Instant at) {
  const auto pieces = sample::pieces_of(plan, house, at);
  const std::size_t all = pieces.size() + 1;
  while (progress.done < pieces.size()) {
    const sample::Piece& piece = pieces[progress.done];
    if (piece.prepare) TRY(piece.prepare());
    Progress next = progress;
    ++next.done;
    const auto step = [&](Tx& tx) -> Result<void> {
      TRY(piece.act(tx));
      set_setting(tx, key, to_text(next), at);
      return {};
    };
    TRY(house.database().write(step));
    progress = next;
    show(progress.done, all);
  }
  std::vector<sample::SignIn> sign_ins;
  if (signins) {
    sign_ins = sample::make_sign_ins(plan.cast);
    sample::write_sign_ins(*signins, sign_ins);
  }
  progress.finished = true;
  const auto last = [&](Tx& tx) -> Result<void> {
    const Call call{
        .tx = tx, .actor = house.operator_actor(), .now = at, .deployment = house.deployment()};
    TRY(sample::set_passwords(call, sign_ins));
    set_setting(tx, key, to_text(progress), at);
    return {};
  };
  TRY(house.database().write(last));
  while (seal_audit(house.database(), house.deployment().keys) > 0) {
  }
  show(all, all);
  return {};
}

// What the policies say of everybody, so that their pages have something to show.
Result<void> decide_policies(House& house, Day today, Instant at) {
  const std::string rules = house.database().read([](Tx& tx) { return policy::digest_of(tx); });
  TRY(policy::run(house.database(), house.deployment(), house.operator_actor(), at,
                  {.as_of = today, .area = {}, .rules = rules}));
  return {};
}

Exit tell(const sample::Plan& plan, bool already, double seconds, const Voice& voice) {
  const auto counts = sample::counts(plan);
  if (voice.json) {
    json::object document{{"already", already}};
    for (const auto& [name, count] : counts) document[name] = count;
    document["seconds"] = seconds;
    print(document);
    return Exit::done;
  }
  Error words{.code = already ? "app.demo.already" : "app.demo.made"};
  for (const auto& [name, count] : counts) words.arguments.push_back({name, std::to_string(count)});
  words.arguments.push_back({"seconds", fmt::format("{:.1f}", seconds)});
  std::cerr << messages().say(words, voice.language) << '\n';
  return Exit::done;
}

}  // namespace

Exit demo(const DemoOptions& options, const Voice& voice) {
  const auto began = std::chrono::steady_clock::now();
  const Instant at = now();
  auto house = House::open(options.where);
  if (!house) return refuse(house.error(), voice);
  const auto source = packs::read_folder(options.pack);
  if (!source) return refuse(source.error(), voice);
  const auto base = sample::base_of(*source);
  if (!base) return refuse(base.error(), voice);
  const auto pack = pack_of(**house, *source);
  if (!pack) return refuse(pack.error(), voice);

  const std::string key = "demo." + (*pack)->id;
  const auto known = (*house)->database().read([&](Tx& tx) { return find_progress(tx, key); });
  Progress progress{.today = day_at(at, (*house)->deployment().zone),
                    .print = print_of(*source, *base)};
  if (known) {
    if (!known->finished && known->print != progress.print)
      return refuse(Error{.fault = Fault::conflict, .code = "app.demo.other_sample"}, voice);
    progress = *known;
  } else if (const auto empty = check_empty(**house, at); !empty) {
    return refuse(empty.error(), voice);
  }
  const auto plan = plan_of(**house, **pack, *source, progress.today);
  if (!plan) return refuse(plan.error(), voice);
  const bool already = known && known->finished;
  if (!already)
    if (const auto made = make(**house, *plan, key, progress, options.signins, at); !made)
      return refuse(made.error(), voice);
  if (!already) {
    learn_statistics((*house)->database());
    if (const auto decided = decide_policies(**house, progress.today, at); !decided)
      return refuse(decided.error(), voice);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  return tell(*plan, already, took.count(), voice);
}

}  // namespace zhulian::app
