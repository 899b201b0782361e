/// Output formats. A renderer turns results into text and computes nothing.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/diagnostic.hpp"
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
  PictureOptions diagram = {};  ///< pictures only
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

/// Output, or why there is none (a drawing too large to lay out, say).
struct Rendered {
  std::string content;
  std::string error;                    ///< empty on success
  std::vector<std::string> notes = {};  ///< what is not as it was asked for, in sentences
};

enum class RendererKind { report, diagram };

/// One row of the renderer table; see renderer/CMakeLists.txt.
struct Renderer {
  std::string_view name;  ///< as in `--format name`, and the file extension of diagrams
  RendererKind kind;
  bool binary;
  std::string_view summary;
  Rendered (*render)(const RenderInput& input);
};

[[nodiscard]] std::span<const Renderer* const> renderers();
[[nodiscard]] const Renderer* find_renderer(std::string_view name);

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

[[nodiscard]] std::string render_what_if_text(const RenderInput& input,
                                              const Consequence& consequence);
[[nodiscard]] std::string render_what_if_json(const RenderInput& input,
                                              const Consequence& consequence);
[[nodiscard]] std::string render_what_if_markdown(const RenderInput& input,
                                                  const Consequence& consequence);
/// One row for all that failed, each journey and each component that falls.
[[nodiscard]] std::string render_what_if_csv(const RenderInput& input,
                                             const Consequence& consequence);

[[nodiscard]] std::string render_simulation_text(const Model& model, const Simulation& simulation,
                                                 const RenderOptions& options);
[[nodiscard]] std::string render_simulation_json(const Model& model, const Simulation& simulation,
                                                 const RenderOptions& options);

[[nodiscard]] std::string render_simulation_markdown(const Model& model,
                                                     const Simulation& simulation);
/// One row a journey.
[[nodiscard]] std::string render_simulation_csv(const Model& model, const Simulation& simulation);

[[nodiscard]] std::string render_rare_text(const Model& model, const RareSimulation& simulation,
                                           const RenderOptions& options);
[[nodiscard]] std::string render_rare_json(const Model& model, const RareSimulation& simulation,
                                           const RenderOptions& options);
[[nodiscard]] std::string render_rare_markdown(const Model& model,
                                               const RareSimulation& simulation);
[[nodiscard]] std::string render_rare_csv(const Model& model, const RareSimulation& simulation);

[[nodiscard]] std::string render_observation_text(const Observation& observation,
                                                  const RenderOptions& options);
[[nodiscard]] std::string render_observation_json(const Observation& observation);
/// One row a component.
[[nodiscard]] std::string render_observation_csv(const Observation& observation);

}  // namespace cutpoint
