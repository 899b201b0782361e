#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/console/console.hpp"
#include "cutpoint/kind.hpp"

namespace cutpoint {

namespace {

using Json = nlohmann::ordered_json;

std::string kinds_text() {
  std::string text = fmt::format("{:<16} {:<14} {:>8} {:>7}  {}\n", "kind", "shape", "mtbf", "mttr",
                                 "meaning, and where the figures come from");
  for (const Kind& kind : built_in_kinds()) {
    text += fmt::format("{:<16} {:<14} {:>8} {:>7}  {}; {}\n", kind.name, name_of(kind.shape),
                        to_text(kind.mtbf), kind.mtbf.is_never() ? "-" : to_text(kind.mttr),
                        kind.description, kind.source);
  }
  return text;
}

Json kinds_json() {
  Json rows = Json::array();
  for (const Kind& kind : built_in_kinds()) {
    rows.push_back({{"kind", kind.name},
                    {"shape", name_of(kind.shape)},
                    {"mtbf", to_text(kind.mtbf)},
                    {"mttr", to_text(kind.mttr)},
                    {"description", kind.description},
                    {"source", kind.source}});
  }
  return rows;
}

std::string figure_of(const CatalogueProfile& profile) {
  if (!profile.mtbf.is_never()) return "mtbf " + to_human_text(profile.mtbf);
  return to_human_text(Availability::from_unavailability(profile.unavailability));
}

std::string profiles_text() {
  std::string text = fmt::format("{:<30} {:>16}  {:<9} {}\n", "profile", "figure", "evidence",
                                 "what, source, date");
  for (const CatalogueProfile& profile : catalogue_profiles()) {
    text += fmt::format("{:<30} {:>16}  {:<9} {}; {}, {}\n", profile.name, figure_of(profile),
                        profile.evidence, profile.description, profile.source, profile.date);
  }
  return text + "\nAn SLA is a refund threshold, not a measurement: measure your own.\n";
}

Json profiles_json() {
  Json rows = Json::array();
  for (const CatalogueProfile& profile : catalogue_profiles()) {
    rows.push_back({{"profile", profile.name},
                    {"figure", figure_of(profile)},
                    {"evidence", profile.evidence},
                    {"description", profile.description},
                    {"source", profile.source},
                    {"date", profile.date}});
  }
  return rows;
}

Exit run_kinds(const Arguments& arguments, Console& console) {
  const bool profiles = arguments.flag("profiles");
  const std::string format = arguments.value("format");
  const std::string text = format == "json"
                               ? (profiles ? profiles_json() : kinds_json()).dump(2) + '\n'
                           : profiles ? profiles_text()
                                      : kinds_text();
  return write_report("", format, text, console);
}

}  // namespace

const Command& kinds_command() {
  static const Command command{
      "kinds",
      "List the kinds of component with their shapes and default figures",
      {},
      {{"--profiles", "", "list the catalogue's named figures instead"},
       {"-f,--format", "FORMAT", "how to print", {"text", "json"}, "text"}},
      "cutpoint kinds --profiles",
      run_kinds};
  return command;
}

}  // namespace cutpoint
