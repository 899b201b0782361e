// Prints the whole analysis of an architecture in a format of choice: report FORMAT FILE...
#include <iostream>

#include <cutpoint/rendering.hpp>

int main(int argc, char* argv[]) {
  if (argc < 3) return 2;
  const cutpoint::System system = cutpoint::load({argv + 2, argv + argc});
  std::cerr << render_diagnostics(system.diagnostics(), system.sources(), false);
  if (!system) return 2;
  const cutpoint::Analysis analysis = analyze(system);
  const auto first = first_change(system, analysis);
  cutpoint::RenderOptions options;
  options.first_change = first ? &*first : nullptr;
  const cutpoint::Rendered report = render(system, analysis, argv[1], options);
  std::cerr << report.error.message;
  if (!report) return 2;
  std::cout << report->content;
}
