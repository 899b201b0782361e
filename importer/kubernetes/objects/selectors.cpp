#include "importer/kubernetes/objects/selectors.hpp"

#include <algorithm>

#include "model/base/number_text.hpp"

namespace cutpoint::kubernetes {

namespace {

bool has_all_labels(const Value& wanted, const Labels& labels) {
  for (const documents::Entry entry : wanted.entries()) {
    const auto own = labels.find(entry.key);
    if (own == labels.end() || own->second != entry.value.text()) return false;
  }
  return true;
}

bool is_among(const Value& values, std::string_view text) {
  for (const Value value : values.items()) {
    if (value.text() == text) return true;
  }
  return false;
}

bool meets_expression(const Value& expression, const Labels& labels) {
  const auto own = labels.find(expression.find("key").text());
  const bool has = own != labels.end();
  const std::string_view how = expression.find("operator").text();
  const Value values = expression.find("values");
  if (how == "In") return has && is_among(values, own->second);
  if (how == "NotIn") return !has || !is_among(values, own->second);
  if (how == "Exists") return has;
  if (how == "DoesNotExist") return !has;
  if ((how != "Gt" && how != "Lt") || !has || values.size() != 1) return false;
  const auto mine = number_of_text<std::int64_t>(own->second);
  const auto limit = (*values.items().begin()).whole_number();
  if (!mine || !limit) return false;
  return how == "Gt" ? *mine > *limit : *mine < *limit;
}

}  // namespace

bool takes_labels(const Value& plain_selector, const Labels& labels) {
  return plain_selector.size() > 0 && has_all_labels(plain_selector, labels);
}

bool meets_expressions(const Value& expressions, const Labels& labels) {
  for (const Value expression : expressions.items()) {
    if (!meets_expression(expression, labels)) return false;
  }
  return true;
}

bool selects_labels(const Value& label_selector, const Labels& labels) {
  if (!label_selector.is_mapping()) return false;
  return has_all_labels(label_selector.find("matchLabels"), labels) &&
         meets_expressions(label_selector.find("matchExpressions"), labels);
}

}  // namespace cutpoint::kubernetes
