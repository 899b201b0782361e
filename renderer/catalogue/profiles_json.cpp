#include "renderer/catalogue/catalogue_formats.hpp"
#include "renderer/catalogue/profile_figure.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

Rendered render_profiles_json(const ProfileList& profiles) {
  OrderedJson rows = OrderedJson::array();
  for (const CatalogueProfile& profile : profiles) {
    rows.push_back({{"profile", profile.name},
                    {"figure", profile_figure(profile)},
                    {"evidence", profile.evidence},
                    {"description", profile.description},
                    {"source", profile.source},
                    {"date", profile.date}});
  }
  return json_text(rows);
}

}  // namespace

const Format<ProfileList>& profiles_json_format() {
  static const Format<ProfileList> format{{"json", "the figures for programs"},
                                          render_profiles_json};
  return format;
}

}  // namespace cutpoint
