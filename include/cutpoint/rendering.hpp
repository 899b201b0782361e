/// Output formats. A renderer turns results into text and computes nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cutpoint/analysis.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/formats.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/picture_options.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct RareSimulation;
struct Simulation;
struct Observation;

struct RenderOptions {
  bool colour = false;          ///< ANSI colours, terminal formats only
  std::size_t width = 100;      ///< columns to fill, terminal formats only
  std::string file_name;        ///< what was read, for headings
  PictureOptions picture = {};  ///< pictures only
  std::string table = {};       ///< CSV only: the name of the table; empty: journeys
};

struct RenderInput {
  const Model& model;
  const StructureFunction& function;
  const Analysis& analysis;
  const SourceFiles& sources;
  const Diagnostics& diagnostics;
  RenderOptions options;
};

/// The analysis in writing: text, json, markdown, csv, html.
[[nodiscard]] Formats<RenderInput> analysis_formats();
/// The architecture drawn: dot, svg, png, mermaid, d2.
[[nodiscard]] Formats<RenderInput> picture_formats();

/// Findings for a terminal: place, excerpt with caret, help and related places.
[[nodiscard]] std::string render_diagnostics(const Diagnostics& diagnostics,
                                             const SourceFiles& sources, bool colour);

/// The journeys' failure logic as an Open-PSA fault tree: the same top-event probabilities in any
/// tool that reads the format. Names are made to fit it; the original is kept as label. The format
/// knows no networks: `expanded` has no `connected` nodes.
[[nodiscard]] std::string export_open_psa(const Model& model, const StructureFunction& expanded);

/// The text with every sign outside ASCII put into ASCII: the signs of cutpoint's own reports by
/// one that looks like them, letters of names as \u{8bed}. For terminals that show nothing else.
[[nodiscard]] std::string ascii_text(std::string_view text);

struct WhatIfReport {
  const Model& model;
  const StructureFunction& function;
  const Consequence& consequence;
  RenderOptions options;
};
[[nodiscard]] Formats<WhatIfReport> what_if_formats();

struct SimulationReport {
  const Model& model;
  const Simulation& simulation;
  RenderOptions options;
};
[[nodiscard]] Formats<SimulationReport> simulation_formats();

struct RareReport {
  const Model& model;
  const RareSimulation& simulation;
  RenderOptions options;
};
[[nodiscard]] Formats<RareReport> rare_formats();

struct ObservationReport {
  const Observation& observation;
  RenderOptions options;
};
[[nodiscard]] Formats<ObservationReport> observation_formats();

}  // namespace cutpoint
