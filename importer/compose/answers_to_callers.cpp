#include "importer/compose/answers_to_callers.hpp"

#include <algorithm>
#include <string_view>

#include "importer/evidence/variables.hpp"

namespace cutpoint::compose {

namespace {

int likeness_of(const Need& need) {
  constexpr std::string_view prefix = "environment ";
  if (need.inferred.rfind(prefix, 0) != 0) return 0;
  return front_end_likeness(std::string_view(need.inferred).substr(prefix.size()));
}

}  // namespace

void drop_answers_to_callers(std::vector<std::vector<Need>>& needs) {
  for (std::size_t from = 0; from < needs.size(); ++from) {
    std::erase_if(needs[from], [&](const Need& need) {
      const int likeness = likeness_of(need);
      const auto& back = needs[need.target];
      return likeness > 0 && std::any_of(back.begin(), back.end(), [&](const Need& other) {
               return other.target == from && likeness_of(other) < likeness;
             });
    });
  }
}

}  // namespace cutpoint::compose
