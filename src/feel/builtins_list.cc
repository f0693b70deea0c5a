#include <algorithm>

#include "feel/builtins.h"

namespace zhulian::feel {

namespace {

// sum([1, 2]) and sum(1, 2) are the same.
const List& items(BuiltinCall& call) {
  if (call.args.size() == 1 && call[0].as_list()) return call.list(0);
  return call.args;
}

bool all_numbers(const List& list) {
  return std::ranges::all_of(list, [](const Value& item) { return item.as_number(); });
}

// The lists given, each charged for; what is no list is a list of one.
std::optional<List> joined(BuiltinCall& call) {
  List out;
  for (const Value& argument : call.args) {
    const List* list = argument.as_list();
    if (!call.in.charge(list ? list->size() : 1, call.at)) return std::nullopt;
    if (list) {
      out.insert(out.end(), list->begin(), list->end());
    } else {
      out.push_back(argument);
    }
  }
  return out;
}

Value distinct(BuiltinCall& call, const List& list) {
  List kept;
  for (const Value& item : list) {
    bool seen = false;
    for (std::size_t i = 0; !seen && i < kept.size(); ++i) {
      const auto same = call.in.equal(kept[i], item, call.at);
      seen = same && *same && kept[i].kind() == item.kind();
    }
    if (call.in.stopped()) return {};
    if (!seen) kept.push_back(item);
  }
  return Value(std::move(kept));
}

Value list_contains(BuiltinCall& call) {
  for (const Value& item : call.list(0)) {
    const auto same = call.in.equal(item, call[1], call.at);
    if (same && *same) return Value(true);
  }
  return Value(false);
}

Value count(BuiltinCall& call) {
  return Value::number(static_cast<std::int64_t>(call.list(0).size()));
}

template <bool smallest>
Value extreme(BuiltinCall& call) {
  const List& list = items(call);
  if (list.empty()) return {};
  if (!call.in.charge(list.size(), call.at)) return {};
  Value best = list.front();
  if (!call.in.order(best, best)) return best.is_null() ? Value() : call.fault("feel.value.type");
  for (const Value& item : list) {
    const auto ordered = call.in.order(item, best);
    if (!ordered) return call.fault("feel.value.type");
    if (smallest ? *ordered < 0 : *ordered > 0) best = item;
  }
  return best;
}

Value sum(BuiltinCall& call) {
  const List& list = items(call);
  if (list.empty()) return {};
  Value total = list.front();
  if (!total.as_number() && !total.as_days() && !total.as_months()) {
    return call.fault("feel.value.type");
  }
  for (std::size_t i = 1; i < list.size(); ++i) {
    if (!call.in.charge(1, call.at)) return {};
    if (list[i].kind() != total.kind()) return call.fault("feel.value.type");
    total = call.in.arithmetic(Form::add, total, list[i], call.at);
    if (total.is_null()) return {};
  }
  return total;
}

Value mean(BuiltinCall& call) {
  const List& list = items(call);
  const Value total = sum(call);
  if (total.is_null()) return {};
  const Value size = Value::number(static_cast<std::int64_t>(list.size()));
  return call.in.arithmetic(Form::divide, total, size, call.at);
}

Value product(BuiltinCall& call) {
  const List& list = items(call);
  if (list.empty()) return {};
  if (!all_numbers(list)) return call.fault("feel.value.type");
  Decimal total(1);
  for (const Value& item : list) total = total * *item.as_number();
  return Value::finite(total);
}

Value median(BuiltinCall& call) {
  List list = items(call);
  if (list.empty()) return {};
  if (!all_numbers(list)) return call.fault("feel.value.type");
  if (!call.in.charge(list.size() * 4, call.at)) return {};
  std::ranges::sort(list,
                    [](const Value& a, const Value& b) { return *a.as_number() < *b.as_number(); });
  const std::size_t middle = list.size() / 2;
  if (list.size() % 2 == 1) return list[middle];
  return Value::finite((*list[middle - 1].as_number() + *list[middle].as_number()) / Decimal(2));
}

Value standard_deviation(BuiltinCall& call) {
  const List& list = items(call);
  if (list.size() < 2) return call.out_of_domain();
  if (!all_numbers(list)) return call.fault("feel.value.type");
  if (!call.in.charge(list.size() * 2, call.at)) return {};
  const Decimal size(static_cast<std::int64_t>(list.size()));
  Decimal total(0), squares(0);
  for (const Value& item : list) total = total + *item.as_number();
  const Decimal average = total / size;
  for (const Value& item : list) {
    const Decimal apart = *item.as_number() - average;
    squares = squares + apart * apart;
  }
  return Value::finite((squares / (size - Decimal(1))).sqrt());
}

// The most frequent, all of them when several are, in ascending order.
Value mode(BuiltinCall& call) {
  List list = items(call);
  if (!all_numbers(list)) return call.fault("feel.value.type");
  if (!call.in.charge(list.size() * 4, call.at)) return {};
  std::ranges::sort(list,
                    [](const Value& a, const Value& b) { return *a.as_number() < *b.as_number(); });
  List best;
  std::size_t most = 0;
  for (std::size_t i = 0; i < list.size();) {
    std::size_t j = i;
    while (j < list.size() && *list[j].as_number() == *list[i].as_number()) ++j;
    if (j - i > most) best.clear();
    if (j - i >= most) best.push_back(list[i]);
    most = std::max(most, j - i);
    i = j;
  }
  return Value(std::move(best));
}

// all: false wins; any: true wins; null among the rest leaves it unknown.
template <bool wins>
Value logic(BuiltinCall& call) {
  bool unknown = false;
  for (const Value& item : items(call)) {
    const bool* known = item.as_boolean();
    if (known && *known == wins) return Value(wins);
    if (!known && !item.is_null()) return call.fault("feel.value.type");
    if (!known) unknown = true;
  }
  return unknown ? Value() : Value(!wins);
}

// The index a 1-based or negative position stands for; nullopt outside [1, size].
std::optional<std::size_t> index_of_position(const Decimal& position, std::size_t size) {
  const auto whole = position.to_int64();
  if (!whole) return std::nullopt;
  const auto count = static_cast<std::int64_t>(size);
  if (*whole >= 1 && *whole <= count) return static_cast<std::size_t>(*whole - 1);
  if (*whole <= -1 && *whole >= -count) return static_cast<std::size_t>(count + *whole);
  return std::nullopt;
}

Value sublist(BuiltinCall& call) {
  const List& list = call.list(0);
  const auto from = index_of_position(call.number(1), list.size());
  if (!from || !call.in.charge(list.size(), call.at)) return call.out_of_domain();
  std::size_t length = list.size() - *from;
  if (!call[2].is_null()) {
    const auto asked = call.number(2).to_int64();
    if (!asked || *asked < 1 || static_cast<std::size_t>(*asked) > length) {
      return call.out_of_domain();
    }
    length = static_cast<std::size_t>(*asked);
  }
  const auto start = list.begin() + static_cast<std::ptrdiff_t>(*from);
  return Value(List(start, start + static_cast<std::ptrdiff_t>(length)));
}

Value append(BuiltinCall& call) {
  if (call[0].is_null()) return {};
  List out = call[0].as_list() ? call.list(0) : List{call[0]};
  if (!call.in.charge(out.size() + call.args.size(), call.at)) return {};
  out.insert(out.end(), call.args.begin() + 1, call.args.end());
  return Value(std::move(out));
}

bool null_among(const List& arguments) {
  return std::ranges::any_of(arguments, [](const Value& argument) { return argument.is_null(); });
}

Value concatenate(BuiltinCall& call) {
  if (null_among(call.args)) return call.fault("feel.value.null_argument");
  auto all = joined(call);
  return all ? Value(*std::move(all)) : Value();
}

Value set_union(BuiltinCall& call) {
  if (null_among(call.args)) return call.fault("feel.value.null_argument");
  const auto all = joined(call);
  return all ? distinct(call, *all) : Value();
}

Value distinct_values(BuiltinCall& call) {
  return distinct(call, call.list(0));
}

Value insert_before(BuiltinCall& call) {
  List out = call.list(0);
  const auto place = index_of_position(call.number(1), out.size());
  if (!place || !call.in.charge(out.size(), call.at)) return call.out_of_domain();
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(*place), call[2]);
  return Value(std::move(out));
}

Value remove(BuiltinCall& call) {
  List out = call.list(0);
  const auto place = index_of_position(call.number(1), out.size());
  if (!place || !call.in.charge(out.size(), call.at)) return call.out_of_domain();
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(*place));
  return Value(std::move(out));
}

Value reverse(BuiltinCall& call) {
  if (!call.in.charge(call.list(0).size(), call.at)) return {};
  return Value(List(call.list(0).rbegin(), call.list(0).rend()));
}

Value index_of(BuiltinCall& call) {
  List places;
  const List& list = call.list(0);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto same = call.in.equal(list[i], call[1], call.at);
    if (same && *same) places.push_back(Value::number(static_cast<std::int64_t>(i + 1)));
  }
  return Value(std::move(places));
}

// Depth is bounded by value_depth_max, what is made by the steps.
bool flatten_into(BuiltinCall& call, const List& list, List& out) {
  for (const Value& item : list) {
    if (!call.in.charge(1, call.at)) return false;
    if (const List* inner = item.as_list()) {
      if (!flatten_into(call, *inner, out)) return false;
    } else {
      out.push_back(item);
    }
  }
  return true;
}

Value flatten(BuiltinCall& call) {
  List out;
  if (!flatten_into(call, call.list(0), out)) return {};
  return Value(std::move(out));
}

// Where a position is given, that item changes; where a function, those it says true for.
Value list_replace(BuiltinCall& call) {
  List out = call.list(0);
  if (!call.in.charge(out.size(), call.at)) return {};
  if (call[1].as_number()) {
    const Decimal position = call[1].as_number()->rounded(0, Rounding::toward_zero);
    const auto place = index_of_position(position, out.size());
    if (!place) return call.out_of_domain();
    out[*place] = call[2];
    return Value(std::move(out));
  }
  const Function* match = call[1].as_function();
  if (!match || (!match->builtin && match->parameters.size() != 2)) {
    return call.fault("feel.value.type");
  }
  for (Value& item : out) {
    const Value answer = call.in.invoke(call[1], {item, call[2]}, call.at);
    if (!answer.as_boolean()) return call.fault("feel.value.type");
    if (answer.is_true()) item = call[2];
  }
  return Value(std::move(out));
}

// Merge sort by hand: precedes() is the caller's and may contradict itself, which std::sort does
// not survive.
Value sort(BuiltinCall& call) {
  List list = call.list(0);
  if (call.given == 1) {
    const auto sorted = [&](const Value& a, const Value& b) {
      const auto ordered = call.in.order(a, b);
      return ordered && *ordered < 0;
    };
    for (const Value& item : list) {
      if (!call.in.charge(8, call.at)) return {};
      if (!call.in.order(item, list.front())) return call.fault("feel.value.type");
    }
    std::ranges::stable_sort(list, sorted);
    return Value(std::move(list));
  }
  if (!call[1].as_function()) return call.fault("feel.value.type");
  List merged(list.size());
  for (std::size_t width = 1; width < list.size(); width *= 2) {
    for (std::size_t start = 0; start < list.size(); start += 2 * width) {
      const std::size_t middle = std::min(start + width, list.size());
      const std::size_t end = std::min(start + 2 * width, list.size());
      std::size_t left = start, right = middle;
      for (std::size_t k = start; k < end; ++k) {
        bool take_right = left == middle;
        if (left < middle && right < end) {
          const Value first = call.in.invoke(call[1], {list[right], list[left]}, call.at);
          if (!first.as_boolean()) return call.fault("feel.value.type");
          take_right = first.is_true();
        }
        merged[k] = list[take_right ? right++ : left++];
      }
    }
    std::swap(list, merged);
  }
  return Value(std::move(list));
}

}  // namespace

std::span<const Builtin> list_builtins() {
  using enum Kind;
  constexpr bool many = true;
  static const std::vector<Builtin> table{
      {"list contains", {{"list", list}, {"element"}}, boolean, list_contains},
      {"count", {{"list", list}}, number, count},
      {"min", {{"list", list}}, any, extreme<true>, many},
      {"max", {{"list", list}}, any, extreme<false>, many},
      {"sum", {{"list", list}}, any, sum, many},
      {"mean", {{"list", list}}, any, mean, many},
      {"product", {{"list", list}}, number, product, many},
      {"median", {{"list", list}}, number, median, many},
      {"stddev", {{"list", list}}, number, standard_deviation, many},
      {"mode", {{"list", list}}, list, mode, many},
      {"all", {{"list", list}}, boolean, logic<false>, many},
      {"and", {{"list", list}}, boolean, logic<false>, many},
      {"any", {{"list", list}}, boolean, logic<true>, many},
      {"or", {{"list", list}}, boolean, logic<true>, many},
      {"sublist",
       {{"list", list}, {"start position", number}, {"length", number, true}},
       list,
       sublist},
      {"append", {{"list", list}}, list, append, many},
      {"concatenate", {{"list", list}}, list, concatenate, many},
      {"union", {{"list", list}}, list, set_union, many},
      {"distinct values", {{"list", list}}, list, distinct_values},
      {"insert before", {{"list", list}, {"position", number}, {"newItem"}}, list, insert_before},
      {"remove", {{"list", list}, {"position", number}}, list, remove},
      {"reverse", {{"list", list}}, list, reverse},
      {"index of", {{"list", list}, {"match"}}, list, index_of},
      {"flatten", {{"list", list}}, list, flatten},
      {"list replace", {{"list", list}, {"position"}, {"newItem"}}, list, list_replace},
      {"list replace", {{"list", list}, {"match"}, {"newItem"}}, list, list_replace},
      {"sort", {{"list", list}, {"precedes", function, true}}, list, sort},
  };
  return table;
}

}  // namespace zhulian::feel
