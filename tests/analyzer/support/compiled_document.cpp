#include "tests/analyzer/support/compiled_document.hpp"

#include <utility>

#include "analyzer/compile/compile.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing {

Model model_of(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft =
      read_architecture_text("test.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
  auto built = build_model(draft, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
  REQUIRE(built.has_value());
  return std::move(*built);
}

CompiledDocument::CompiledDocument(const std::string& text) : model(model_of(text)) {
  Diagnostics diagnostics;
  auto compiled = compile(model, diagnostics);
  REQUIRE(compiled.has_value());
  function = std::move(*compiled);
}

}  // namespace cutpoint::testing
