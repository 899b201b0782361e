#include "analyzer/structure/parents.hpp"

#include <numeric>

namespace cutpoint {

Parents::Parents(const StructureFunction& function) : first_(function.nodes.size() + 1, 0) {
  for (const NodeId child : function.children) ++first_[child.index() + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  places_.resize(function.children.size());
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {
    const auto children = function.children_of(NodeId(i));
    for (std::uint32_t position = 0; position < children.size(); ++position) {
      places_[next[children[position].index()]++] = {NodeId(i), position};
    }
  }
}

}  // namespace cutpoint
