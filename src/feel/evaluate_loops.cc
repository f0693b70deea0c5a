// for, some, every: one walk over the product of their domains.
#include "feel/interpreter.h"

namespace zhulian::feel {

namespace {

bool mentions(const Node& node, std::string_view name) {
  if (node.form == Form::name && node.text == name) return true;
  for (const NodePtr& child : node.children) {
    if (mentions(*child, name)) return true;
  }
  return false;
}

}  // namespace

class Iteration {
 public:
  Iteration(Interpreter& in, const Node& node)
      : in_(in),
        node_(node),
        wants_partial_(node.form == Form::for_each && mentions(*node.children.back(), "partial")) {}

  Value run(const Scope& scope) {
    step(0, scope);
    if (failed_) return untold_ ? Value::unknown() : Value();
    if (node_.form == Form::for_each) return in_.whole(Value(std::move(results_)), node_.at);
    if (settled_) return Value(node_.form == Form::some);
    if (unknown_) return untold_ ? Value::unknown() : Value();
    return Value(node_.form == Form::every);
  }

 private:
  bool done() const { return failed_ || settled_ || in_.stopped(); }

  // Every value of the k-th domain, and within it the domains after.
  void step(std::size_t k, const Scope& scope) {
    if (k == node_.names.size()) return body(scope);
    if (in_.depth_ >= in_.limits_.depth_max) {
      failed_ = true;
      in_.fault(node_.at, "feel.limit.depth");
      return;
    }
    ++in_.depth_;
    const Node& domain = *node_.children[k];
    if (domain.form == Form::span) {
      const Value low = in_.evaluate(*domain.children[0], scope);
      const Value high = in_.evaluate(*domain.children[1], scope);
      span(k, low, high, true, true, scope);
    } else {
      const Value items = in_.evaluate(domain, scope);
      if (const List* list = items.as_list()) {
        for (const Value& item : *list) {
          if (done()) break;
          each(k, item, scope);
        }
      } else if (const Range* range = items.as_range();
                 range && range->only != Range::Only::unequal) {
        span(k, range->low, range->high, range->low_closed, range->high_closed, scope);
      } else if (items.is_null()) {
        failed_ = true;
        untold_ = items.is_unknown();
        if (!untold_) in_.fault(domain.at, "feel.value.domain");
      } else {
        each(k, items, scope);
      }
    }
    --in_.depth_;
  }

  // Whole numbers or days from low to high, upwards or downwards.
  void span(std::size_t k, const Value& low, const Value& high, bool low_closed, bool high_closed,
            const Scope& scope) {
    std::optional<std::int64_t> first, last;
    const bool days = low.as_date() && high.as_date();
    if (days) {
      first = days_of(*low.as_date());
      last = days_of(*high.as_date());
    } else if (low.as_number() && high.as_number()) {
      first = low.as_number()->to_int64();
      last = high.as_number()->to_int64();
    }
    constexpr std::int64_t end = std::int64_t{1} << 60;
    if (!first || !last || *first < -end || *first > end || *last < -end || *last > end) {
      failed_ = true;
      in_.fault(node_.children[k]->at, "feel.value.domain");
      return;
    }
    const std::int64_t by = *first <= *last ? 1 : -1;
    if (!low_closed) *first += by;
    if (!high_closed) *last -= by;
    if (by > 0 ? *first > *last : *first < *last) return;
    for (std::int64_t i = *first; !done(); i += by) {
      if (!in_.charge(1, node_.at)) return;
      each(k, days ? Value::maybe(date_of(i)) : Value::number(i), scope);
      if (i == *last) return;
    }
  }

  void each(std::size_t k, const Value& item, const Scope& scope) {
    step(k + 1, Scope{.parent = &scope, .name = node_.names[k], .value = &item});
  }

  void body(const Scope& scope) {
    const Node& body = *node_.children.back();
    if (node_.form == Form::for_each) {
      Value partial;
      if (wants_partial_) {
        if (!in_.charge(results_.size(), node_.at)) return;
        partial = Value(results_);
      }
      const Scope with_partial{.parent = &scope, .name = "partial", .value = &partial};
      results_.push_back(in_.evaluate(body, wants_partial_ ? with_partial : scope));
      return;
    }
    const Value answer = in_.evaluate(body, scope);
    if (const bool* known = answer.as_boolean()) {
      settled_ |= *known == (node_.form == Form::some);
      return;
    }
    if (!answer.is_null()) {  // No boolean: there is no answer, whatever else comes.
      in_.fault(body.at, "feel.value.type");
      failed_ = true;
      return;
    }
    unknown_ = true;
    untold_ |= answer.is_unknown();
  }

  Interpreter& in_;
  const Node& node_;
  bool wants_partial_;
  bool failed_ = false;
  bool settled_ = false;  // some: one was true; every: one was false.
  bool unknown_ = false;
  bool untold_ = false;  // Because of something nobody told.
  List results_;
};

Value Interpreter::repeat(const Node& node, const Scope& scope) {
  return Iteration(*this, node).run(scope);
}

}  // namespace zhulian::feel
