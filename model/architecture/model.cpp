#include "cutpoint/model.hpp"

#include "model/architecture/model_parts.hpp"

namespace cutpoint {

struct Model::Held {
  explicit Held(ModelParts made) : parts(std::move(made)) {
    by_name.reserve(parts.components.size());
    for (std::size_t i = 0; i < parts.components.size(); ++i) {
      by_name.emplace(parts.components[ComponentId(i)].name, ComponentId(i));
    }
  }

  ModelParts parts;
  std::unordered_map<std::string_view, ComponentId> by_name;  ///< points into the parts
};

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

Model::Model() : Model(ModelParts()) {}

Model::Model(ModelParts parts) : Model(std::make_shared<const Held>(std::move(parts))) {}

Model::Model(std::shared_ptr<const Held> held)
    : held_(std::move(held)),
      name(held_->parts.name),
      description(held_->parts.description),
      owner(held_->parts.owner),
      labels(held_->parts.labels),
      form(held_->parts.form),
      kinds(held_->parts.kinds),
      components(held_->parts.components),
      journeys(held_->parts.journeys),
      links(held_->parts.links),
      common_causes(held_->parts.common_causes),
      accept(held_->parts.accept) {}

Model& Model::operator=(Model other) noexcept {
  std::destroy_at(this);
  return *std::construct_at(this, std::move(other));
}

ComponentId Model::find_component(std::string_view wanted) const {
  const auto found = held_->by_name.find(wanted);
  return found == held_->by_name.end() ? ComponentId() : found->second;
}

Model Model::with_replicas(ComponentId id, std::uint32_t replicas, std::uint32_t at_least) const {
  ModelParts parts = held_->parts;
  Component& component = parts.components[id];
  component.replicas = replicas;
  component.at_least = at_least;
  return Model(std::move(parts));
}

Model Model::with_figures(const std::vector<ComponentId>& ids,
                          const std::function<void(Figures&)>& change) const {
  ModelParts parts = held_->parts;
  for (const ComponentId id : ids) change(*parts.components[id].figures);
  return Model(std::move(parts));
}

bool operator==(const Model& one, const Model& other) {
  return one.held_->parts == other.held_->parts;
}

}  // namespace cutpoint
