// Prints the whole analysis of an architecture in a format of choice: report FORMAT FILE...
#include <iostream>

#include <cutpoint/rendering.hpp>

int main(int argc, char* argv[]) {
  if (argc < 3) return 2;
  const cutpoint::System system = cutpoint::load({argv + 2, argv + argc});
  std::cerr << render_diagnostics(system.diagnostics(), system.sources(), false);
  if (!system) return 2;
  const cutpoint::Rendered report = render(system, analyze(system), argv[1]);
  std::cerr << report.error.message;
  if (!report) return 2;
  std::cout << report->content;
}
