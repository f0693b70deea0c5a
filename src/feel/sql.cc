#include "feel/sql.h"

#include <optional>

#include <fmt/format.h>

#include "feel/check.h"
#include "feel/lexer.h"
#include "feel/parser.h"
#include "feel/sql_values.h"

namespace zhulian::feel {

namespace {

constexpr std::string_view always = "1 = 1", never = "1 = 0";
constexpr char mark = '\1';  // Around the number of a slot, until take() puts the placeholder.

// One side of a comparison.
struct Scalar {
  std::string sql{};
  Kind kind = Kind::any;
  bool real = false;
  bool nullable = false;  // A column that may be null, or a sum with one in it.
  bool constant = false;  // No column in it.
  bool null = false;      // Known to be null.
  const Node* node = nullptr;
};

class Compiler {
 public:
  Compiler(const SqlSchema& schema, Checker& checker, int first_placeholder)
      : schema_(schema), checker_(checker), first_(first_placeholder) {}

  // Where the condition is `truth`: true or false. Where it is null, neither holds.
  Result<std::string> condition(const Node& node, bool truth) {
    if (is_constant(node)) return constant_condition(node, truth);
    switch (node.form) {
      case Form::name:
      case Form::path: {
        const SqlColumn* found = column(node);
        if (!found || found->type.kind != Kind::boolean) return unsupported(node);
        return fmt::format("{} = {}", found->sql, truth ? 1 : 0);
      }
      case Form::conjunction:
      case Form::disjunction: {
        // and is false where one is false; or is true where one is true.
        std::vector<std::string> parts;
        for (const NodePtr& child : node.children) {
          parts.push_back(TRY(condition(*child, truth)));
        }
        return join(parts, (node.form == Form::conjunction) == truth ? " AND " : " OR ");
      }
      case Form::equal:
      case Form::unequal:
      case Form::less:
      case Form::less_equal:
      case Form::greater:
      case Form::greater_equal:
        return comparison(*node.children[0], node.form, *node.children[1], truth);
      case Form::between: {
        // One TRY a statement: an early return out of a braced list leaks what it had made.
        std::vector<std::string> ends;
        ends.push_back(
            TRY(comparison(*node.children[0], Form::greater_equal, *node.children[1], truth)));
        ends.push_back(
            TRY(comparison(*node.children[0], Form::less_equal, *node.children[2], truth)));
        return join(ends, truth ? " AND " : " OR ");
      }
      case Form::in:
        return tests(node, truth);
      case Form::conditional: {
        const std::string when = TRY(condition(*node.children[0], true));
        const std::string then = TRY(condition(*node.children[1], truth));
        const std::string otherwise = TRY(condition(*node.children[2], truth));
        return fmt::format("(CASE WHEN {} THEN {} ELSE {} END)", when, then, otherwise);
      }
      case Form::call:
        return call(node, truth);
      default:
        return unsupported(node);
    }
  }

  // Numbers the placeholders as they stand in the text. A part may have fallen away (beside a
  // null) or stand twice (x <> y OR x IS NULL), so this waits until the text is whole.
  SqlCondition take(std::string_view text) const {
    SqlCondition out;
    std::vector<std::optional<std::size_t>> place(slots_.size());
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t start = std::min(text.find(mark, i), text.size());
      out.text += text.substr(i, start - i);
      if (start == text.size()) break;
      const std::size_t end = text.find(mark, start + 1);
      const std::size_t k = std::stoul(std::string(text.substr(start + 1, end - start - 1)));
      if (!place[k]) place[k] = out.slots.size();
      out.slots.push_back(slots_[k]);
      const std::size_t number = static_cast<std::size_t>(first_) + out.slots.size() - 1;
      out.text += fmt::format("CAST(${} AS {})", number, sql_type(slots_[k].as));
      i = end + 1;
    }
    for (const auto& [low, high] : ascending_) {
      if (place[low] && place[high]) out.ascending.emplace_back(*place[low], *place[high]);
    }
    return out;
  }

 private:
  static std::unexpected<Error> unsupported(const Node& node) {
    return std::unexpected(error_at(node.at, "feel.sql.unsupported"));
  }
  static std::string join(const std::vector<std::string>& parts, std::string_view word) {
    return parts.size() == 1 ? parts.front() : fmt::format("({})", fmt::join(parts, word));
  }

  const SqlColumn* column(const Node& node) const {
    const auto name = dotted(node);
    if (!name) return nullptr;
    const auto found = schema_.columns.find(*name);
    return found == schema_.columns.end() ? nullptr : &found->second;
  }

  // The first word of a column's name counts: where "person.birth" is one, so does "person".
  bool mentions_column(const std::string& name) const {
    if (schema_.columns.contains(name)) return true;
    const auto next = schema_.columns.lower_bound(name + ".");
    return next != schema_.columns.end() && next->first.starts_with(name + ".");
  }
  bool is_constant(const Node& node) const { return mentions_no(node, true); }
  bool mentions_no(const Node& node, bool parameters) const {
    if (node.form == Form::name) {
      return !mentions_column(node.text) && (parameters || !schema_.parameters.contains(node.text));
    }
    for (const NodePtr& child : node.children) {
      if (!mentions_no(*child, parameters)) return false;
    }
    return true;
  }
  // The value of what needs no parameter either.
  std::optional<Value> known(const Node& node) const {
    if (!mentions_no(node, false)) return std::nullopt;
    return evaluate(Expression(std::make_shared<const Node>(node)), {}).value;
  }

  Result<std::string> constant_condition(const Node& node, bool truth) {
    if (const auto value = known(node)) {
      const bool* answer = value->as_boolean();
      return std::string(answer && *answer == truth ? always : never);
    }
    return TRY(slot(node, SqlSlot::As::boolean)) + (truth ? " = 1" : " = 0");
  }

  // A placeholder for a part without columns. What can be known now is tried now, so that a fault
  // shows where the condition is written and not where it is used.
  Result<std::string> slot(const Node& node, SqlSlot::As as) {
    Expression part(std::make_shared<const Node>(node));
    if (const auto value = known(node)) TRY(sql_value(part, *value, as));
    slots_.push_back({.part = std::move(part), .as = as});
    return fmt::format("{0}{1}{0}", mark, slots_.size() - 1);
  }

  Result<Scalar> scalar(const Node& node) {
    Scalar out{.kind = checker_.type_of(node).kind, .node = &node};
    if (is_constant(node)) {
      out.constant = true;
      if (const auto value = known(node)) {
        out.null = value->is_null();
        if (!out.null) out.kind = value->kind();
      }
      return out;  // Its text waits for what it is compared with.
    }
    if (const SqlColumn* found = column(node)) {
      out.sql = found->sql;
      out.nullable = !found->required;
      out.real = found->stored == Stored::real;
      return out;
    }
    switch (node.form) {
      case Form::add:
      case Form::subtract:
      case Form::multiply:
        return arithmetic(node);
      case Form::negate: {
        const Scalar operand = TRY(whole_operand(*node.children[0]));
        out.sql = fmt::format("(-{})", operand.sql);
        out.nullable = operand.nullable;
        return out;
      }
      case Form::call: {
        const Node& callee = *node.children[0];
        if (callee.text != "string length" || node.children.size() != 2) return unsupported(node);
        const SqlColumn* text = column(*node.children[1]);
        if (!text) return unsupported(node);
        out.sql = fmt::format("length({})", text->sql);
        out.nullable = !text->required;
        return out;
      }
      default:
        return unsupported(node);
    }
  }

  // Doubles are no decimals: 0.1 + 0.2 = 0.3 is true in FEEL and false in SQL, so only whole
  // numbers and days are reckoned with.
  Result<Scalar> whole_operand(const Node& node) {
    Scalar operand = TRY(scalar(node));
    if (operand.real || operand.null) return unsupported(node);
    if (operand.constant) {
      const auto as = slot_as(operand.kind, false);
      if (!as || *as == SqlSlot::As::text || *as == SqlSlot::As::boolean) return unsupported(node);
      operand.sql = TRY(slot(node, *as));
    } else {
      operand.sql = fmt::format("CAST({} AS BIGINT)", operand.sql);
    }
    return operand;
  }

  Result<Scalar> arithmetic(const Node& node) {
    const Kind kind = checker_.type_of(node).kind;
    if (kind != Kind::number && kind != Kind::date && kind != Kind::days_duration) {
      return unsupported(node);
    }
    const Scalar left = TRY(whole_operand(*node.children[0]));
    const Scalar right = TRY(whole_operand(*node.children[1]));
    for (const Scalar* side : {&left, &right}) {
      const bool reckoned = side->kind == Kind::number || side->kind == Kind::date ||
                            side->kind == Kind::days_duration;
      if (!reckoned) return unsupported(*side->node);
    }
    if (node.form == Form::multiply) {
      // A product of two columns could leave 64 bits: an error on PostgreSQL, a double on SQLite.
      const Scalar& factor = left.constant ? left : right;
      const auto value = factor.constant ? known(*factor.node) : std::nullopt;
      const auto whole =
          value && value->as_number() ? value->as_number()->to_int64() : std::nullopt;
      if (!whole || *whole > 1'000'000 || *whole < -1'000'000) return unsupported(node);
    }
    const char* sign = node.form == Form::add ? "+" : node.form == Form::subtract ? "-" : "*";
    return Scalar{.sql = fmt::format("({} {} {})", left.sql, sign, right.sql),
                  .kind = kind,
                  .nullable = left.nullable || right.nullable,
                  .node = &node};
  }

  static std::optional<SqlSlot::As> slot_as(Kind kind, bool real) {
    switch (kind) {
      case Kind::number:
        return real ? SqlSlot::As::real : SqlSlot::As::whole;
      case Kind::string:
        return SqlSlot::As::text;
      case Kind::boolean:
        return SqlSlot::As::boolean;
      case Kind::date:
        return SqlSlot::As::days_of_date;
      case Kind::days_duration:
        return SqlSlot::As::days_of_duration;
      default:
        return std::nullopt;
    }
  }

  // The text of a constant beside what it is compared with.
  Result<void> settle(Scalar& constant, const Scalar& other) {
    if (!constant.constant || constant.null) return {};
    bool real = other.real;
    if (constant.kind == Kind::number) {
      const auto value = known(*constant.node);
      // What is told later may have a fraction, and so may what is written.
      real = real || !value || !value->as_number()->to_int64();
    }
    const auto as = slot_as(constant.kind, real);
    if (!as || constant.kind != other.kind) return unsupported(*constant.node);
    constant.sql = TRY(slot(*constant.node, *as));
    return {};
  }

  Result<std::string> comparison(const Node& a, Form form, const Node& b, bool truth) {
    if (auto written = TRY(boolean_comparison(a, form, b, truth)); !written.empty()) return written;
    Scalar left = TRY(scalar(a)), right = TRY(scalar(b));
    if (left.constant && right.constant) return unsupported(a);
    if (!equality(form) && (left.null || right.null)) return std::string(never);
    TRY(settle(left, right));
    TRY(settle(right, left));
    if (!left.null && !right.null && left.kind != right.kind) return unsupported(a);
    if (!truth) form = opposite(form);
    if (!equality(form)) return fmt::format("{} {} {}", left.sql, symbol(form), right.sql);

    const bool same = form == Form::equal;
    if (left.null || right.null) {
      return fmt::format("{} IS{} NULL", left.null ? right.sql : left.sql, same ? "" : " NOT");
    }
    if (left.nullable && right.nullable) {  // null = null is true.
      return fmt::format("{} IS {}DISTINCT FROM {}", left.sql, same ? "NOT " : "", right.sql);
    }
    const std::string plain = fmt::format("{} {} {}", left.sql, symbol(form), right.sql);
    // Where one is null and the other is not, they differ; "=" needs no such care.
    if (same || (!left.nullable && !right.nullable)) return plain;
    return fmt::format("({} OR {} IS NULL)", plain, left.nullable ? left.sql : right.sql);
  }

  // (x > 3) = true, with the condition on either side; "" when it is another comparison.
  Result<std::string> boolean_comparison(const Node& a, Form form, const Node& b, bool truth) {
    if (!equality(form) || checker_.type_of(a).kind != Kind::boolean) return std::string();
    const bool swapped = is_constant(a);
    const Node& side = swapped ? b : a;
    const auto value = known(swapped ? a : b);
    if (column(side) || is_constant(side)) return std::string();
    if (!value || !value->as_boolean()) return unsupported(side);
    const std::string text = TRY(condition(side, *value->as_boolean()));
    // Equality with true is never unknown: where the condition is null, it is false.
    const bool same = (form == Form::equal) == truth;
    return same ? text : fmt::format("(CASE WHEN {} THEN 0 ELSE 1 END) = 1", text);
  }

  // x in (1, 2, 3): one IN, where every test is a value that is written out.
  Result<std::string> value_list(const Node& value, const std::vector<NodePtr>& items, bool truth) {
    if (items.size() < 2 || is_constant(value)) return std::string();
    const Kind kind = checker_.type_of(value).kind;
    for (const NodePtr& item : items) {
      if (item->form == Form::comparison_test || item->asks_input) return std::string();
      const auto one = known(*item);
      if (!one || one->kind() != kind) return std::string();
    }
    Scalar left = TRY(scalar(value));
    std::vector<std::string> values;
    for (const NodePtr& item : items) {
      Scalar right = TRY(scalar(*item));
      TRY(settle(right, left));
      values.push_back(std::move(right.sql));
    }
    if (truth) return fmt::format("{} IN ({})", left.sql, fmt::join(values, ", "));
    const std::string none = fmt::format("{} NOT IN ({})", left.sql, fmt::join(values, ", "));
    // Unequal to every value, and so is null.
    return left.nullable ? fmt::format("({} OR {} IS NULL)", none, left.sql) : none;
  }

  Result<std::string> tests(const Node& node, bool truth) {
    const std::vector<NodePtr> listed(node.children.begin() + 1, node.children.end());
    const bool one_list = listed.size() == 1 && listed[0]->form == Form::list;
    const auto& items = one_list ? listed[0]->children : listed;
    if (auto text = TRY(value_list(*node.children[0], items, truth)); !text.empty()) return text;
    std::vector<std::string> parts;
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      const Node& test = *node.children[i];
      if (test.asks_input) return unsupported(test);
      if (test.form == Form::list) {
        TRY(members(*node.children[0], test.children, truth, parts));
      } else {
        parts.push_back(TRY(one_test(*node.children[0], test, truth)));
      }
    }
    if (parts.empty()) return std::string(truth ? never : always);
    return join(parts, truth ? " OR " : " AND ");
  }

  Result<void> members(const Node& value, const std::vector<NodePtr>& items, bool truth,
                       std::vector<std::string>& parts) {
    for (const NodePtr& item : items) parts.push_back(TRY(one_test(value, *item, truth)));
    return {};
  }

  Result<std::string> one_test(const Node& value, const Node& test, bool truth) {
    if (test.form == Form::comparison_test) {
      return comparison(value, test.test, *test.children[0], truth);
    }
    if (test.form == Form::half_range) {
      return half_range(value, test, truth);
    }
    if (test.form == Form::range) return range(value, test, truth);
    const Kind kind = checker_.type_of(test).kind;
    if (kind == Kind::list || kind == Kind::range || kind == Kind::any) return unsupported(test);
    return comparison(value, Form::equal, test, truth);
  }

  // (= 5) and (!= 5) are ranges, in which null is not known to lie; the tests = 5 and != 5 are
  // none.
  Result<std::string> half_range(const Node& value, const Node& test, bool truth) {
    if (test.test == Form::equal || test.test == Form::unequal) return unsupported(test);
    return comparison(value, test.test, *test.children[0], truth);
  }

  Result<std::string> range(const Node& value, const Node& range, bool truth) {
    // Ends that could turn round from row to row would be no range in some of them.
    const Node &low = *range.children[0], &high = *range.children[1];
    if (!is_constant(low) || !is_constant(high) || is_constant(value)) return unsupported(range);
    const auto from = known(low), to = known(high);
    const bool null_end = (from && from->is_null()) || (to && to->is_null());
    if (null_end) return std::unexpected(error_at(range.at, "feel.sql.null_value"));
    if (from && to && known(range)->is_null()) {
      return std::unexpected(error_at(range.at, "feel.sql.range"));
    }
    const std::size_t before = slots_.size();
    const Form above = range.low_closed ? Form::greater_equal : Form::greater;
    const Form below = range.high_closed ? Form::less_equal : Form::less;
    std::vector<std::string> ends;
    ends.push_back(TRY(comparison(value, above, low, truth)));
    const std::size_t between = slots_.size();
    ends.push_back(TRY(comparison(value, below, high, truth)));
    // The ends' slots are the last that each comparison made.
    if (between > before) ascending_.emplace_back(between - 1, slots_.size() - 1);
    return join(ends, truth ? " AND " : " OR ");
  }

  Result<std::string> call(const Node& node, bool truth) {
    const Node& callee = *node.children[0];
    if (callee.form != Form::name || !node.names.empty()) return unsupported(node);
    if (callee.text == "not" && node.children.size() == 2) {
      return condition(*node.children[1], !truth);
    }
    if (callee.text == "starts with") return starts_with(node, truth);
    if (callee.text == "list contains" && node.children[1]->form == Form::list) {
      // Unlike `in`, a null item finds null here too, and a range only an equal range.
      const auto& items = node.children[1]->children;
      if (auto list = TRY(value_list(*node.children[2], items, truth)); !list.empty()) return list;
      std::vector<std::string> parts;
      for (const NodePtr& item : items) {
        if (checker_.type_of(*item).kind == Kind::range) return unsupported(*item);
        parts.push_back(TRY(comparison(*node.children[2], Form::equal, *item, truth)));
      }
      if (parts.empty()) return std::string(truth ? never : always);
      return join(parts, truth ? " OR " : " AND ");
    }
    return unsupported(node);
  }

  // What starts with "4211" is the range from "4211" up to "4212", which an index can serve.
  Result<std::string> starts_with(const Node& node, bool truth) {
    const SqlColumn* text = column(*node.children[1]);
    const auto value = known(*node.children[2]);
    if (!text || !value || !value->as_string()) return unsupported(node);
    const std::string& prefix = *value->as_string();
    if (prefix.empty()) {
      if (!truth) return std::string(never);
      return fmt::format("{} IS NOT NULL", text->sql);
    }
    const std::string low = TRY(slot(*node.children[2], SqlSlot::As::text));
    const auto after = following(prefix);
    if (!after) return fmt::format("{} {} {}", text->sql, truth ? ">=" : "<", low);
    const Node end{.form = Form::literal, .at = node.at, .value = Value(*after)};
    const std::string high = TRY(slot(end, SqlSlot::As::text));
    if (!truth) return fmt::format("({0} < {1} OR {0} >= {2})", text->sql, low, high);
    return fmt::format("({0} >= {1} AND {0} < {2})", text->sql, low, high);
  }

  const SqlSchema& schema_;
  Checker& checker_;
  int first_;
  std::vector<SqlSlot> slots_;
  std::vector<std::pair<std::size_t, std::size_t>> ascending_;
};

}  // namespace

Result<SqlCondition> compile_sql(std::string_view text, const SqlSchema& schema,
                                 int first_placeholder, Position first) {
  for (const auto& [name, column] : schema.columns) {
    const Kind kind = column.type.kind;
    if (kind != Kind::number && kind != Kind::string && kind != Kind::boolean &&
        kind != Kind::date) {
      return std::unexpected(error_at(first, "feel.sql.column", {{"name", name}}));
    }
  }
  const Schema names = schema.names();
  const NodePtr root = TRY(parse_expression(text, Checker::names(names), first));
  Checker checker(names);
  checker.require(*root, checker.infer(*root), Kind::boolean);
  TRY(std::move(checker).verdict());
  Compiler compiler(schema, checker, first_placeholder);
  std::string condition = TRY(compiler.condition(*root, true));
  return compiler.take("(" + std::move(condition) + ")");
}

}  // namespace zhulian::feel
