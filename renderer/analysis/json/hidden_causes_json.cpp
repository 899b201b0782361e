#include "renderer/analysis/json/hidden_causes_json.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "renderer/statements/statement_words.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_listed_causes = 10'000;

/// How many are listed of each group.
std::size_t listed_of_each(const std::vector<HiddenCommonCause>& causes, std::size_t groups) {
  if (causes.size() <= most_listed_causes) return std::numeric_limits<std::size_t>::max();
  IdVector<GroupId, std::size_t> count(groups, 0);
  for (const HiddenCommonCause& cause : causes) ++count[cause.group];
  // What groups of few causes leave is shared among the others.
  std::vector<std::size_t> counts;
  for (const std::size_t of_group : count.raw()) {
    if (of_group > 0) counts.push_back(of_group);
  }
  std::sort(counts.begin(), counts.end());
  std::size_t room = most_listed_causes;
  std::size_t each = 1;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    each = std::max<std::size_t>(1, room / (counts.size() - i));
    if (counts[i] > each) break;
    room -= std::min(room, counts[i]);
  }
  return each;
}

}  // namespace

OrderedJson json_hidden_causes(const RenderInput& input, const JourneyAnalysis& journey) {
  const std::size_t groups = input.function.groups.size();
  const std::size_t each = listed_of_each(journey.hidden_common_causes, groups);
  IdVector<GroupId, std::size_t> listed(groups, 0);
  OrderedJson rows = OrderedJson::array();
  for (const HiddenCommonCause& cause : journey.hidden_common_causes) {
    if (listed[cause.group]++ >= each) continue;
    rows.push_back({{"component", input.function.events[cause.event].name},
                    {"defeats", input.function.groups[cause.group].name},
                    {"redundancy", redundancy_words(input, cause.group)}});
  }
  return rows;
}

}  // namespace cutpoint
