/// A model while it is made.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/model.hpp"

namespace cutpoint {

/// What a model consists of, as plain values while it is made.
struct ModelParts {
  std::string name;
  std::string description;
  std::string owner;
  WrittenLabels labels;
  ModelForm form;
  IdVector<KindId, Kind> kinds;
  IdVector<ComponentId, Component> components;
  IdVector<JourneyId, Journey> journeys;
  IdVector<LinkId, Link> links;
  IdVector<CommonCauseId, CommonCause> common_causes;
  std::vector<Acceptance> accept;
  friend bool operator==(const ModelParts&, const ModelParts&) = default;
};

}  // namespace cutpoint
