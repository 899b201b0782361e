#include "tests/renderer/comparison/tried_keys.hpp"

#include <algorithm>

#include "cutpoint/system.hpp"
#include "renderer/comparison/comparing.hpp"

namespace cutpoint::testing {

namespace {

System loaded(const std::string& document) {
  const std::string record = ",2026-03-04T02:10:00Z,2026-03-04T04:10:00Z\n";
  MemoryAccess files(MemoryAccess::Texts{
      {"a.yaml", document},
      {"part.yaml", "cutpoint: 1\n"},
      {"other.yaml", "cutpoint: 1\nowner: us\n"},
      {"one.csv", "component,start,end\na" + record},
      {"two.csv",
       "component,start,end\na" + record + "a,2026-03-05T02:10:00Z,2026-03-05T03:10:00Z\n"}});
  System system = load({"a.yaml"}, files);
  INFO(document);
  for (const Diagnostic& found : system.diagnostics().all()) UNSCOPED_INFO(found.message);
  CHECK(system);
  return system;
}

std::string written(const Comparison& comparison, std::string_view format) {
  const ComparisonReport report{comparison, "before", "after"};
  return find_format(comparison_formats(), format)->render(report)->content;
}

/// Whether one of the values says it, below the key or in a whole object.
bool says(const DocumentChange& change, const std::string& key) {
  return std::any_of(change.values.begin(), change.values.end(), [&](const ValueChange& value) {
    return value.path.find(key) != std::string::npos ||
           value.before.find(key) != std::string::npos ||
           value.after.find(key) != std::string::npos;
  });
}

}  // namespace

void check_visible(const std::string& key, const std::string& before, const std::string& after) {
  ReviewOptions options;
  options.most_trials = 0;
  const System was = loaded(before), is = loaded(after);
  if (!was || !is) return;
  const Comparison comparison = review(was, is, options).comparison;
  INFO(before << "\n" << after);
  CHECK_FALSE(comparison.is_empty());
  CHECK(std::any_of(comparison.changes.begin(), comparison.changes.end(),
                    [&](const DocumentChange& change) {
                      return change.key == key || change.section == key || says(change, key);
                    }));
  for (const DocumentChange& change : comparison.changes) {
    const std::string told = change.is_object() ? change.object : change.key;
    std::string escaped = told;
    for (std::size_t at = 0; (at = escaped.find('_', at)) != std::string::npos; at += 2) {
      escaped.insert(at, 1, '\\');
    }
    for (const char* format : {"text", "markdown", "csv", "json"}) {
      INFO(format << ": " << told);
      const std::string text = written(comparison, format);
      CHECK((text.find(told) != std::string::npos || text.find(escaped) != std::string::npos));
    }
  }
}

}  // namespace cutpoint::testing
