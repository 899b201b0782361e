#include "lint/facts/acceptances.hpp"

namespace cutpoint {

std::vector<PlacedAcceptance> acceptances_of(const Model& model) {
  std::vector<PlacedAcceptance> all;
  for (const Component& component : model.components) {
    if (!component.details) continue;
    for (const Acceptance& row : component.details->accept) all.push_back({&row, component.name});
  }
  for (const Journey& journey : model.journeys) {
    for (const Acceptance& row : journey.accept) all.push_back({&row, journey.name});
  }
  for (const Acceptance& row : model.accept) all.push_back({&row, ""});
  return all;
}

}  // namespace cutpoint
