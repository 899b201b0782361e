#include <fmt/format.h>

#include "renderer/catalogue/catalogue_formats.hpp"
#include "renderer/catalogue/profile_figure.hpp"
#include "renderer/writing/list_text.hpp"

namespace cutpoint {

namespace {

Rendered render_profiles_text(const ProfileList& profiles) {
  ListText list({{"profile"}, {"figure", TextTable::Align::right}, {"evidence"}},
                "what, source, date", profiles.width);
  for (const CatalogueProfile& profile : profiles) {
    list.add(
        {{std::string(profile.name)}, {profile_figure(profile)}, {std::string(profile.evidence)}},
        fmt::format("{}; {}, {}", profile.description, profile.source, profile.date));
  }
  return list.text() + "\nAn SLA is a refund threshold, not a measurement:\nmeasure your own.\n";
}

}  // namespace

const Format<ProfileList>& profiles_text_format() {
  static const Format<ProfileList> format{
      {"text", "for people: one line a figure", Medium::terminal}, render_profiles_text};
  return format;
}

}  // namespace cutpoint
