/// Output formats. A renderer turns results into text and computes nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cutpoint/analysis.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/rendered.hpp"
#include "cutpoint/structure_function.hpp"
#include "renderer/writing/formats.hpp"

namespace cutpoint {

struct RareSimulation;
struct Simulation;
struct Observation;

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
