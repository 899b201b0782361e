#include "renderer/catalogue/profile_figure.hpp"

#include "cutpoint/probability.hpp"

namespace cutpoint {

std::string profile_figure(const CatalogueProfile& profile) {
  if (!profile.mtbf.is_never()) return "mtbf " + to_human_text(profile.mtbf);
  return to_human_text(Availability::from_unavailability(profile.unavailability));
}

}  // namespace cutpoint
