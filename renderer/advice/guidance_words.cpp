// What fits a target of its class.
#include <algorithm>

#include <fmt/format.h>

#include "renderer/advice/change_words.hpp"

namespace cutpoint {

namespace {

std::string_view level_text(Guidance::Level level) {
  switch (level) {
    case Guidance::Level::processes:
      return "processes";
    case Guidance::Level::data:
      return "data";
    case Guidance::Level::machines:
      return "machines";
    case Guidance::Level::infrastructure:
      return "racks, power and network";
    case Guidance::Level::zones:
      return "zones";
    case Guidance::Level::regions:
      return "regions";
    case Guidance::Level::services_of_others:
      return "services of others";
  }
  return "";
}

std::string points_text(const std::vector<Guidance::Point>& points) {
  constexpr std::size_t most_named = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(points.size(), most_named); ++i) {
    text += fmt::format("{}`{}` ({} a year)", i == 0 ? "" : ", ", points[i].name,
                        to_human_text(points[i].downtime));
  }
  if (points.size() > most_named) text += fmt::format(" and {} more", points.size() - most_named);
  return text;
}

}  // namespace

std::string guidance_text(const Guidance& guidance, Availability target) {
  using What = Guidance::What;
  const auto allowance = [&] {
    return fmt::format("{} allows {} of downtime a year", stated_text(target),
                       to_human_text(guidance.downtime));
  };
  switch (guidance.what) {
    case What::tolerate_hours:
      return allowance() +
             ": hours, so that repairs fit into it. Accept single points of failure, and practise "
             "restores instead of paying for redundancy.";
    case What::fit_the_allowance:
      return fmt::format(
          "Each of these fits into the allowance: {}. Write them down as accepted (`accept`).",
          points_text(guidance.points));
    case What::too_much_alone:
      return fmt::format(
          "Too much even for this target, alone: {}. Make their repair faster first.",
          points_text(guidance.points));
    case What::practise_restore:
      return fmt::format("Practise the restore of `{}`: it comes back in {} and loses up to {}.",
                         guidance.names.front(), to_human_text(guidance.downtime),
                         to_human_text(guidance.loss));
    case What::no_restore:
      return fmt::format(
          "A restore of `{}` cannot be practised: nothing brings its data back "
          "after every loss. Start with backups.",
          fmt::join(guidance.names, "`, `"));
    case What::remove_critical:
      return allowance() +
             ": one long repair spends it. Remove the critical single points of failure, those "
             "that take more than a tenth of it; the small ones can be accepted.";
    case What::nothing_critical:
      return "No single point of failure is critical in this sense.";
    case What::critical:
      return fmt::format("Critical: {}.", points_text(guidance.points));
    case What::small_enough:
      return fmt::format("Small enough to accept: {}.", points_text(guidance.points));
    case What::duplicate_everything:
      return allowance() +
             ": less than one repair by hand. That takes redundancy at all levels, process, "
             "machine, zone, data and what others provide, across zones or regions, with switches "
             "that need nobody.";
    case What::alone_on_level:
      return fmt::format("Still alone among {}: {}.", level_text(guidance.level),
                         points_text(guidance.points));
    case What::nothing_alone:
      return "No level is left without redundancy.";
  }
  return "";
}

}  // namespace cutpoint
