#include <fmt/format.h>

#include "renderer/catalogue/catalogue_formats.hpp"
#include "renderer/catalogue/profile_figure.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

Rendered render_profiles_markdown(const ProfileList& profiles) {
  std::string text =
      "| profile | figure | evidence | what | source | date |\n|---|---|---|---|---|---|\n";
  for (const CatalogueProfile& profile : profiles) {
    text +=
        fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", profile.name, profile_figure(profile),
                    profile.evidence, markdown_text(profile.description),
                    markdown_text(profile.source), profile.date);
  }
  return text + "\nAn SLA is a refund threshold, not a measurement: measure your own.\n";
}

}  // namespace

const Format<ProfileList>& profiles_markdown_format() {
  static const Format<ProfileList> format{{"markdown", "a table for a document"},
                                          render_profiles_markdown};
  return format;
}

}  // namespace cutpoint
