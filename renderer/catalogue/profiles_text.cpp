#include <fmt/format.h>

#include "renderer/catalogue/catalogue_formats.hpp"
#include "renderer/catalogue/profile_figure.hpp"

namespace cutpoint {

namespace {

Rendered render_profiles_text(const ProfileTable& profiles) {
  std::string text = fmt::format("{:<30} {:>16}  {:<9} {}\n", "profile", "figure", "evidence",
                                 "what, source, date");
  for (const CatalogueProfile& profile : profiles) {
    text += fmt::format("{:<30} {:>16}  {:<9} {}; {}, {}\n", profile.name, profile_figure(profile),
                        profile.evidence, profile.description, profile.source, profile.date);
  }
  return text + "\nAn SLA is a refund threshold, not a measurement: measure your own.\n";
}

}  // namespace

const Format<ProfileTable>& profiles_text_format() {
  static const Format<ProfileTable> format{
      {"text", "for people: one line a figure", Medium::terminal}, render_profiles_text};
  return format;
}

}  // namespace cutpoint
