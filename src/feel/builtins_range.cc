// Points and ranges against each other: DMN 1.5, table 78 (Allen's relations).
#include "feel/builtins.h"
#include "feel/parser.h"

namespace zhulian::feel {

namespace {

// A point is a range closed on itself; a bound that is absent lies beyond every value.
struct Ends {
  Value low, high;
  bool low_closed = true, high_closed = true;
  bool point = false;
};

std::optional<Ends> ends_of(const Value& value) {
  if (value.is_null() || value.as_list() || value.as_context() || value.as_function()) {
    return std::nullopt;
  }
  if (const Range* range = value.as_range()) {
    if (range->only == Range::Only::unequal) return std::nullopt;  // Two ranges, not one.
    return Ends{.low = range->low,
                .high = range->high,
                .low_closed = range->low_closed,
                .high_closed = range->high_closed};
  }
  return Ends{.low = value, .high = value, .point = true};
}

class Relation {
 public:
  Relation(BuiltinCall& call, const Ends& a, const Ends& b) : call_(call), a_(a), b_(b) {}

  // Sign of the order of two ends; `a_infinite` is where an absent one lies.
  int order(const Value& a, int a_infinite, const Value& b, int b_infinite) {
    const int x = a.is_null() ? a_infinite : 0, y = b.is_null() ? b_infinite : 0;
    if (x != 0 || y != 0) return x - y < 0 ? -1 : x - y > 0 ? 1 : 0;
    const auto known = call_.in.order(a, b);
    if (!known) {
      sound_ = false;
      return 0;
    }
    return *known < 0 ? -1 : *known > 0 ? 1 : 0;
  }
  int low_low() { return order(a_.low, -1, b_.low, -1); }
  int high_high() { return order(a_.high, 1, b_.high, 1); }
  int low_high() { return order(a_.low, -1, b_.high, 1); }
  int high_low() { return order(a_.high, 1, b_.low, -1); }

  bool before() {
    const int o = high_low();
    return o < 0 || (o == 0 && !(a_.high_closed && b_.low_closed));
  }
  bool meets() { return high_low() == 0 && a_.high_closed && b_.low_closed; }
  bool reaches() {  // The end of a is not before the start of b.
    const int o = high_low();
    return o > 0 || (o == 0 && a_.high_closed && b_.low_closed);
  }
  bool reached() {
    const int o = low_high();
    return o < 0 || (o == 0 && a_.low_closed && b_.high_closed);
  }
  bool overlaps() { return reaches() && reached(); }
  bool overlaps_before() {
    const int low = low_low(), high = high_high();
    return (low < 0 || (low == 0 && a_.low_closed && !b_.low_closed)) && reaches() &&
           (high < 0 || (high == 0 && (!a_.high_closed || b_.high_closed)));
  }
  bool finishes() {
    const int low = low_low();
    if (high_high() != 0 || a_.high_closed != b_.high_closed) return false;
    return low > 0 || (low == 0 && (!a_.low_closed || b_.low_closed));
  }
  bool starts() {
    const int high = high_high();
    if (low_low() != 0 || a_.low_closed != b_.low_closed) return false;
    return high < 0 || (high == 0 && (!a_.high_closed || b_.high_closed));
  }
  bool includes() {
    const int low = low_low(), high = high_high();
    return (low < 0 || (low == 0 && (a_.low_closed || !b_.low_closed))) &&
           (high > 0 || (high == 0 && (a_.high_closed || !b_.high_closed)));
  }
  bool coincides() {
    return low_low() == 0 && high_high() == 0 && a_.low_closed == b_.low_closed &&
           a_.high_closed == b_.high_closed;
  }
  bool sound() const { return sound_; }

 private:
  BuiltinCall& call_;
  const Ends &a_, &b_;
  bool sound_ = true;
};

// Which of the two may be a point.
enum class Points { none, first, either };

template <bool (Relation::*holds)(), Points points, bool swapped>
Value relation(BuiltinCall& call) {
  if (call[0].is_null() || call[1].is_null()) return {};
  const auto a = ends_of(call[swapped ? 1 : 0]), b = ends_of(call[swapped ? 0 : 1]);
  if (!a || !b) return call.fault("feel.value.type");
  const bool allowed =
      points == Points::either || (!b->point && (points == Points::first || !a->point));
  if (!allowed) return call.fault("feel.value.type");
  Relation relation(call, *a, *b);
  const bool answer = (relation.*holds)();
  return relation.sound() ? Value(answer) : call.fault("feel.value.type");
}

// A point finishes a range only at its closed end; a range and a point never coincide.
template <bool (Relation::*holds)(), bool swapped>
Value at_end(BuiltinCall& call) {
  if (call[0].is_null() || call[1].is_null()) return {};
  const auto a = ends_of(call[swapped ? 1 : 0]), b = ends_of(call[swapped ? 0 : 1]);
  if (!a || !b || b->point) return call.fault("feel.value.type");
  Relation relation(call, *a, *b);
  const bool answer = (relation.*holds)();
  return relation.sound() ? Value(answer) : call.fault("feel.value.type");
}

Value coincides(BuiltinCall& call) {
  if (call[0].is_null() || call[1].is_null()) return {};
  const auto a = ends_of(call[0]), b = ends_of(call[1]);
  if (!a || !b || a->point != b->point) return call.fault("feel.value.type");
  Relation relation(call, *a, *b);
  const bool answer = relation.coincides();
  return relation.sound() ? Value(answer) : call.fault("feel.value.type");
}

// Includes is told with the range first.
template <bool swapped>
Value includes(BuiltinCall& call) {
  if (call[0].is_null() || call[1].is_null()) return {};
  const auto outer = ends_of(call[swapped ? 1 : 0]), inner = ends_of(call[swapped ? 0 : 1]);
  if (!outer || !inner || outer->point) return call.fault("feel.value.type");
  Relation relation(call, *outer, *inner);
  const bool answer = relation.includes();
  return relation.sound() ? Value(answer) : call.fault("feel.value.type");
}

// The end of a range written as text must stand for itself: no names, no sums.
bool is_plain(const Node& node) {
  if (node.form == Form::literal) return true;
  if (node.form == Form::negate) return is_plain(*node.children[0]);
  if (node.form != Form::call || node.children.size() != 2) return false;
  const Node& callee = *node.children[0];
  return callee.form == Form::name && find_builtins(callee.text).size() > 0 &&
         node.children[1]->form == Form::literal;
}

Value make_range(BuiltinCall& call) {
  const std::string& text = call.string(0);
  if (!call.in.charge(100 + text.size(), call.at) || text.size() > 1000) return {};
  const auto parsed = parse_expression(text, Names{}, call.at);
  if (!parsed || (*parsed)->form != Form::range) return call.out_of_domain();
  for (const NodePtr& child : (*parsed)->children) {
    if (!is_plain(*child)) return call.out_of_domain();
  }
  return call.in.evaluate(**parsed, Scope{});
}

}  // namespace

std::span<const Builtin> range_builtins() {
  using enum Kind;
  using R = Relation;
  static const std::vector<Builtin> table{
      {"range", {{"from", string}}, range, make_range},
      {"before", {{"value1"}, {"value2"}}, boolean, relation<&R::before, Points::either, false>},
      {"after", {{"value1"}, {"value2"}}, boolean, relation<&R::before, Points::either, true>},
      {"meets", {{"range1"}, {"range2"}}, boolean, relation<&R::meets, Points::none, false>},
      {"met by", {{"range1"}, {"range2"}}, boolean, relation<&R::meets, Points::none, true>},
      {"overlaps", {{"range1"}, {"range2"}}, boolean, relation<&R::overlaps, Points::none, false>},
      {"overlaps before",
       {{"range1"}, {"range2"}},
       boolean,
       relation<&R::overlaps_before, Points::none, false>},
      {"overlaps after",
       {{"range1"}, {"range2"}},
       boolean,
       relation<&R::overlaps_before, Points::none, true>},
      {"finishes", {{"value"}, {"range"}}, boolean, at_end<&R::finishes, false>},
      {"finished by", {{"range"}, {"value"}}, boolean, at_end<&R::finishes, true>},
      {"starts", {{"value"}, {"range"}}, boolean, at_end<&R::starts, false>},
      {"started by", {{"range"}, {"value"}}, boolean, at_end<&R::starts, true>},
      {"includes", {{"range"}, {"value"}}, boolean, includes<false>},
      {"during", {{"value"}, {"range"}}, boolean, includes<true>},
      {"coincides", {{"value1"}, {"value2"}}, boolean, coincides},
  };
  return table;
}

}  // namespace zhulian::feel
