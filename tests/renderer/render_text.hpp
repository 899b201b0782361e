// From a description in the format to a rendering.
#pragma once

#include <string>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/rendering.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "renderer/writing/reports.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

/// Everything that a renderer reads, of one description.
struct Analyzed {
  SourceFiles sources;
  Diagnostics diagnostics;
  Model model;
  StructureFunction function;
  Analysis analysis;

  explicit Analyzed(const std::string& text) {
    const Draft draft =
        read_architecture_text("test.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
    auto built = build_model(draft, diagnostics);
    INFO(render_diagnostics(diagnostics, sources, false));
    REQUIRE(built.has_value());
    CHECK_FALSE(diagnostics.has_errors());
    model = std::move(*built);
    auto compiled = compile(model, diagnostics);
    REQUIRE(compiled.has_value());
    function = std::move(*compiled);
    analysis = analyze(model, function, {});
  }

  [[nodiscard]] RenderInput input(std::size_t width = 100) const {
    return {model, function, analysis, sources, diagnostics, {false, width, "test.yaml"}};
  }

  /// One section of the report for terminals, below the verdicts.
  [[nodiscard]] std::string section(const std::string& name, std::size_t width = 100) const {
    RenderInput with_section = input(width);
    with_section.options.scope.sections = {name};
    return find_format(analysis_formats(), "text")->render(with_section)->content;
  }

  /// All components and needs, laid out by Graphviz.
  [[nodiscard]] std::string whole_graph(const std::string& format = "svg") const {
    RenderInput whole = input();
    whole.options.picture.collapse = Collapse::none;
    const Rendered result = find_format(picture_formats(), format)->render(whole);
    REQUIRE(result);
    return result->content;
  }

  [[nodiscard]] std::string rendered(const std::string& format, std::size_t width = 100) const {
    const auto* row = find_format(analysis_formats(), format);
    if (row == nullptr) row = find_format(picture_formats(), format);
    const Rendered result = row->render(input(width));
    REQUIRE(result);
    return result->content;
  }
};

}  // namespace cutpoint::testing
