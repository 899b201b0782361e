#include "cutpoint/model.hpp"

namespace cutpoint {

std::string_view name_of(FigureSource source) {
  switch (source) {
    case FigureSource::stated:
      return "stated";
    case FigureSource::availability:
      return "availability";
    case FigureSource::observed:
      return "observed";
    case FigureSource::profile:
      return "profile";
    case FigureSource::document_defaults:
      return "document defaults";
    case FigureSource::kind_default:
      return "kind default";
  }
  return "";
}

ComponentId Model::find_component(std::string_view wanted) const {
  const auto found = by_name_.find(wanted);
  return found == by_name_.end() ? ComponentId() : found->second;
}

void Model::index_names() {
  by_name_.clear();
  by_name_.reserve(components.size());
  for (std::size_t i = 0; i < components.size(); ++i) {
    const ComponentId id(i);
    by_name_.emplace(components[id].name, id);
  }
}

}  // namespace cutpoint
