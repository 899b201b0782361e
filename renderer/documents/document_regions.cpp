#include "renderer/documents/document_regions.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/recovery_table.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markdown_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

RegionContent table(std::string markdown) {
  return {std::move(markdown), {}, {}};
}

/// Calls `write` for the journey asked for, or for all.
template <class Write>
std::string for_journeys(const RenderInput& input, std::optional<JourneyId> journey,
                         const Write& write) {
  std::string out;
  for (const JourneyAnalysis& row : input.analysis.journeys) {
    if (!journey || *journey == row.journey) out += write(input.model.journeys[row.journey], row);
  }
  return out;
}

std::string verdict_cell(const PromiseStatement* promise) {
  if (promise == nullptr) return "–";
  const std::string scope = promise_scope_words(*promise);
  return fmt::format("{} {}{}", mark_of(promise->verdict), promise_words(*promise),
                     scope.empty() ? "" : fmt::format(" ({})", scope));
}

/// The table, then what keeps it from being the whole truth.
Result<RegionContent> availability(const RenderInput& input, const RegionArguments& arguments) {
  const auto& all = input.analysis.journeys;
  const bool has_sla =
      std::any_of(all.begin(), all.end(), [](const auto& row) { return row.sla.has_value(); });
  std::string rows = fmt::format(
      "| journey | availability | SLO |{} down a year | outages a year | method |\n"
      "|---|---|---|{}---|---|---|\n",
      has_sla ? " SLA |" : "", has_sla ? "---|" : "");
  std::string caveats;
  for (const JourneyStatement& statement : statements_of(input).journeys) {
    if (arguments.journey && *arguments.journey != statement.journey) continue;
    const JourneyAnalysis& row = *statement.analysis;
    const std::string name = markdown_text(input.model.journeys[statement.journey].name);
    rows += fmt::format("| {} | {} | {} |", name, availability_text(row),
                        verdict_cell(statement.slo()));
    if (has_sla)
      rows += fmt::format(" {} |", verdict_cell(statement.promise(PromiseStatement::Kind::sla)));
    rows += fmt::format(" {} | {} | {} |\n", to_human_text(row.up.downtime_per_year()),
                        row.up.outages_per_year ? rate_text(*row.up.outages_per_year) : "–",
                        name_of(statement.method));
    if (statement.planned > Duration()) {
      caveats += fmt::format("- {}: {}\n", name, planned_words(statement.planned));
    }
    if (statement.uncertain) {
      caveats += fmt::format("- {}: uncertain, {}\n", name, uncertain_words(*statement.uncertain));
    }
    for (const Caveat& caveat : statement.caveats) {
      caveats += fmt::format("- {}: {}\n", name, markdown_text(caveat_words(input, caveat)));
    }
  }
  return table(rows + (caveats.empty() ? "" : "\n" + caveats));
}

std::string class_cell(const SinglePoint& point) {
  if (point.acceptance != nullptr && point.classification == SinglePointClass::accepted) {
    return markdown_text(acceptance_words(*point.acceptance));
  }
  return std::string(name_of(point.classification));
}

/// All but the journeys and the path.
std::string spof_cells(const RenderInput& input, const SinglePoint& point) {
  const BasicEvent& event = input.function.events[point.event];
  return fmt::format("{} | {} | {} | {}", markdown_text(event.name) + (event.assumed ? " \\*" : ""),
                     event_kind_text(input.model, event), class_cell(point),
                     to_human_text(point.downtime_per_year));
}

/// Of several journeys each once, with those that it stops.
std::string shared_spofs(const RenderInput& input) {
  std::string rows;
  for (const PointStatement& row : statements_of(input).points) {
    const std::string way = way_text(input, *row.point);
    rows += fmt::format("| {} | {} | {} |\n", spof_cells(input, *row.point),
                        markdown_text(whole_journey_names(input.model, row.journeys)),
                        way.empty() ? "–" : markdown_text(way));
  }
  return rows.empty() ? rows
                      : "| single point of failure | kind | class | down a year | of | path |\n"
                        "|---|---|---|---|---|---|\n" +
                            rows;
}

std::string spofs_of_one(const RenderInput& input, const JourneyAnalysis& journey) {
  std::string rows;
  for (const SinglePoint& point : journey.single_points) {
    rows += fmt::format("| {} | {} |\n", spof_cells(input, point),
                        markdown_text(way_text(input, journey.journey, point)));
  }
  return rows.empty() ? rows
                      : "| single point of failure | kind | class | down a year | path |\n"
                        "|---|---|---|---|---|\n" +
                            rows;
}

Result<RegionContent> spofs(const RenderInput& input, const RegionArguments& arguments) {
  const auto& journeys = input.analysis.journeys;
  std::string text;
  if (arguments.journey || journeys.size() == 1) {
    text = spofs_of_one(input, journeys[arguments.journey.value_or(JourneyId(0U))]);
  } else {
    text = shared_spofs(input);
  }
  return table(text.empty() ? "No single points of failure.\n" : std::move(text));
}

Result<RegionContent> cut_sets(const RenderInput& input, const RegionArguments& arguments) {
  constexpr std::size_t most = 20;
  const std::string rows = for_journeys(
      input, arguments.journey, [&](const Journey& written, const JourneyAnalysis& row) {
        std::string lines;
        for (std::size_t i = 0; i < row.cut_sets.sets.size() && i < most; ++i) {
          const CutSet& set = row.cut_sets.sets[i];
          std::string events;
          for (const EventId event : set.events) {
            events +=
                (events.empty() ? "" : ", ") + markdown_text(input.function.events[event].name);
          }
          lines += fmt::format("| {} | {} | {} |\n", markdown_text(written.name), events,
                               probability_text(set.probability, 2));
        }
        return lines;
      });
  if (rows.empty()) return table("No cut sets up to the order looked at.\n");
  return table("| journey | fails when these fail together | probability |\n|---|---|---|\n" +
               rows);
}

Result<RegionContent> rto_rpo(const RenderInput& input, const RegionArguments& arguments) {
  std::string rows;
  for (const RecoveredData& data : recovery_table(input)) {
    if (arguments.component && *arguments.component != data.component) continue;
    for (const RecoveredData::Loss& loss : data.losses) {
      rows += fmt::format("| {} | {} | {} | {} | {} |\n", markdown_text(data.name),
                          markdown_text(loss.lost_with), loss.rpo.text, loss.rto.text,
                          markdown_text(loss.from));
    }
  }
  if (rows.empty()) return table("Nothing keeps data.\n");
  return table(
      "| data | lost with | loses (RPO) | back in (RTO) | from |\n|---|---|---|---|---|\n" + rows);
}

Result<RegionContent> picture_region(const RenderInput& input, const RegionArguments& arguments) {
  const std::string format = arguments.format.empty() ? "dot" : arguments.format;
  const Rendered drawn = find_format(picture_formats(), format)->render(input);
  if (!drawn) return drawn.error;
  if (format != "svg") return table(fmt::format("```{}\n{}```\n", format, drawn->content));
  const std::string title = input.model.name.empty() ? "Diagram" : input.model.name;
  return RegionContent{fmt::format("![{}](<{}>)\n", markdown_text(title), arguments.file),
                       arguments.file, drawn->content};
}

using About = DocumentRegionKind::About;
constexpr std::array region_kinds = {
    DocumentRegionKind{"availability", "availability, downtime and SLO of each journey",
                       About::journeys, false, availability},
    DocumentRegionKind{"spofs", "single points of failure with their paths", About::journeys, false,
                       spofs},
    DocumentRegionKind{"cut-sets", "what fails a journey together, the likeliest first",
                       About::journeys, false, cut_sets},
    DocumentRegionKind{"rto-rpo", "what each loss costs the data, and what they come back from",
                       About::components, false, rto_rpo},
    DocumentRegionKind{"diagram",
                       "the annotated diagram: `format=dot`, `format=mermaid`, or `format=svg "
                       "file=NAME.svg`, which links the picture",
                       About::whole, true, picture_region},
};

constexpr std::array<std::string_view, 3> diagram_formats = {"dot", "mermaid", "svg"};

/// Below the document's folder, so that a document cannot have any other file written.
bool is_own_file(const std::string& file) {
  const std::filesystem::path path(file);
  return path.is_relative() && path.extension() == ".svg" &&
         file.find_first_of("<>\\") == std::string::npos &&
         std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

std::string wrong_format(const RegionArguments& arguments) {
  if (!arguments.format.empty() && std::find(diagram_formats.begin(), diagram_formats.end(),
                                             arguments.format) == diagram_formats.end()) {
    return fmt::format("there is no format `{}` of diagrams; formats are {}", arguments.format,
                       fmt::join(diagram_formats, ", "));
  }
  if ((arguments.format == "svg") != !arguments.file.empty()) {
    return "`format=svg` and `file=NAME.svg` go together";
  }
  if (!arguments.file.empty() && !is_own_file(arguments.file)) {
    return fmt::format("`{}` is no SVG file in the document's folder or below it", arguments.file);
  }
  return {};
}

/// The words with `=` are taken out and noted; what is left is a name.
std::string take_options(std::string_view text, RegionArguments& arguments) {
  std::string name;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    if (word.rfind("format=", 0) == 0) {
      arguments.format = word.substr(7);
    } else if (word.rfind("file=", 0) == 0) {
      arguments.file = word.substr(5);
    } else if (!word.empty()) {
      if (!name.empty()) name += ' ';
      name += word;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return name;
}

}  // namespace

std::span<const DocumentRegionKind> document_region_kinds() {
  return region_kinds;
}

Result<RegionArguments> read_region_arguments(const DocumentRegionKind& kind, std::string_view text,
                                              const Model& model) {
  RegionArguments arguments;
  std::string name(text);
  if (kind.takes_format) {
    name = take_options(text, arguments);
    if (std::string wrong = wrong_format(arguments); !wrong.empty()) return Failure(wrong);
  }
  if (name.empty()) return arguments;
  std::vector<std::string_view> known;
  if (kind.about == About::components) {
    const ComponentId id = model.find_component(name);
    if (id.valid()) {
      arguments.component = id;
      return arguments;
    }
    for (const Component& component : model.components) known.push_back(component.name);
  } else if (kind.about == About::journeys) {
    for (std::size_t i = 0; i < model.journeys.size(); ++i) {
      if (model.journeys[JourneyId(i)].name == name) arguments.journey.emplace(i);
      known.push_back(model.journeys[JourneyId(i)].name);
    }
    if (arguments.journey) return arguments;
  } else {
    return Failure(
        fmt::format("a `{}` is of the whole model; `{}` says nothing here", kind.name, name));
  }
  const auto near = nearest_name(name, known);
  return Failure(fmt::format("there is no {} `{}`{}",
                             kind.about == About::components ? "component" : "journey", name,
                             near ? fmt::format("; did you mean `{}`?", *near) : ""));
}

}  // namespace cutpoint
