#include "figures/query.h"

#include <cassert>

#include "feel/day.h"
#include "packs/figure_schema.h"

namespace zhulian::figures {
namespace {

// A WHERE that grows, with its placeholders counted.
class Where {
 public:
  std::string put(Value value) {
    values_.push_back(std::move(value));
    return "$" + std::to_string(values_.size());
  }
  int next() const { return static_cast<int>(values_.size()) + 1; }
  void take(const std::vector<feel::SqlValue>& more) {
    for (const auto& value : more)
      std::visit([&](const auto& held) { values_.emplace_back(held); }, value);
  }
  Values values() && { return std::move(values_); }

 private:
  Values values_;
};

// A town's or a village's rows are few beside those of a year: there the area leads, and what is
// asked besides only sifts. A county's year is read by day and kind.
packs::Sift sift_of(const packs::Figure& figure, const Scope& scope) {
  return figure.time == packs::FigureTime::during && scope.area.level() > AreaLevel::county
             ? packs::Sift::follows
             : packs::Sift::leads;
}

std::string select_rows(const packs::Figure& figure, const packs::Catalogue& catalogue,
                        const Scope& scope, const std::string& alias, Where& where) {
  const auto column = [&](std::string_view name) { return alias + "." + std::string(name); };
  const packs::Sift sift = sift_of(figure, scope);
  std::string text = " FROM " + figure.view + " " + alias + " WHERE " + column("area") +
                     " BETWEEN " + where.put(scope.area.first()) + " AND " +
                     where.put(scope.area.last());
  switch (figure.time) {
    case packs::FigureTime::always:
      break;
    case packs::FigureTime::at: {
      const std::string as_of = where.put(scope.as_of);
      text += " AND " + column("from_day") + " <= " + as_of + " AND " + as_of + " < " +
              column("until_day");
      break;
    }
    case packs::FigureTime::during:
      text += " AND " + packs::column_sql(packs::ColumnType::day, alias, figure.day, sift) +
              " BETWEEN " + where.put(scope.from) + " AND " + where.put(scope.to);
      break;
  }
  if (!figure.filter.empty()) {
    const auto condition = packs::compile_filter(figure, catalogue, where.next(), alias, sift);
    assert(condition);  // The checker of packs has compiled it once already.
    const auto bound = condition->bind({{"as_of", feel::day_value(scope.as_of)},
                                        {"from", feel::day_value(scope.from)},
                                        {"to", feel::day_value(scope.to)}});
    // A filter that is null for these days holds for no row.
    text += bound ? " AND (" + condition->text + ")" : " AND 1 = 0";
    if (bound) where.take(*bound);
  }
  const auto bound_to = [&](const std::string& id, std::string_view how) {
    if (id.empty()) return;
    const packs::Figure* other = catalogue.figure(id);
    assert(other);
    const std::string inner = alias + "x";
    text += " AND " + column(figure.key) + std::string(how) + "(SELECT " + inner + "." +
            other->key + select_rows(*other, catalogue, scope, inner, where) + ")";
  };
  bound_to(figure.among, " IN ");
  bound_to(figure.outside, " NOT IN ");
  return text;
}

}  // namespace

Rows rows_of(const packs::Figure& figure, const packs::Catalogue& catalogue, const Scope& scope) {
  assert(!figure.view.empty());
  Where where;
  std::string text = select_rows(figure, catalogue, scope, "v", where);
  return {.text = std::move(text), .values = std::move(where).values()};
}

}  // namespace zhulian::figures
