// Prints each journey of an architecture with its availability and its single points of failure.
#include <iostream>

#include <cutpoint/system.hpp>

int main(int argc, char* argv[]) {
  const cutpoint::System system = cutpoint::load({argv + 1, argv + argc});
  for (const auto& finding : system.diagnostics().all()) std::cerr << finding.message << '\n';
  if (!system) return 2;
  const cutpoint::Analysis analysis = cutpoint::analyze(system);
  for (const auto& row : analysis.journeys) {
    std::cout << system.model().journeys[row.journey].name << ": "
              << to_human_text(row.up.availability) << '\n';
    for (const auto& point : row.single_points) {
      std::cout << "  " << system.function().events[point.event].name << '\n';
    }
  }
}
