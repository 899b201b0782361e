#include "importer/kubernetes/objects/paths.hpp"

#include <algorithm>

namespace cutpoint::kubernetes {

using documents::Value;

std::vector<Value> values_at(const Value& from, std::string_view path) {
  std::vector<Value> values = {from};
  while (!path.empty()) {
    const std::string_view step = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), step.size() + 1));
    std::vector<Value> next;
    for (const Value& value : values) {
      if (step == "*") {
        for (const Value item : value.items()) next.push_back(item);
      } else if (step == "%") {
        for (const documents::Entry entry : value.entries()) next.push_back(entry.value);
      } else if (const Value found = value.find(step); found) {
        next.push_back(found);
      }
    }
    values = std::move(next);
  }
  return values;
}

Value single_value(const Value& from, std::string_view path) {
  if (path.empty()) return {};
  const std::vector<Value> values = values_at(from, path);
  return values.size() == 1 ? values.front() : Value();
}

}  // namespace cutpoint::kubernetes
