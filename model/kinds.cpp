#include <algorithm>
#include <array>
#include <vector>

#include "cutpoint/kind.hpp"

namespace cutpoint {

namespace {

constexpr std::array shape_table = {
    std::string_view("box"),      std::string_view("rounded"), std::string_view("component"),
    std::string_view("cylinder"), std::string_view("folder"),  std::string_view("ellipse"),
    std::string_view("hexagon"),  std::string_view("octagon"), std::string_view("diamond"),
    std::string_view("house"),    std::string_view("cloud"),   std::string_view("person"),
    std::string_view("note"),     std::string_view("tab"),     std::string_view("parallelogram"),
};

constexpr auto all_shapes = [] {
  std::array<Shape, shape_table.size()> shapes{};
  for (std::size_t i = 0; i < shapes.size(); ++i) shapes[i] = static_cast<Shape>(i);
  return shapes;
}();

constexpr double days = 24.0;
constexpr double years = 365.0 * 24.0;

/// Hours, so that the rows below stay readable.
Kind row(const char* name, const char* description, Shape shape, double mtbf_hours,
         double mttr_hours, const char* source, bool is_place = false) {
  return {name,   description, shape, Duration::hours(mtbf_hours), Duration::hours(mttr_hours),
          source, is_place,    name};
}

Kind unfailing(const char* name, const char* description, Shape shape, const char* source) {
  return {name, description, shape, Duration::never(), Duration(), source, false, name};
}

constexpr auto guess = "assumed: no good public source, measure your own";

std::vector<Kind> make_built_in_kinds() {
  return {
      unfailing("client", "Whoever uses the system", Shape::person, "outside the system"),
      row("dns", "Name resolution", Shape::hexagon, 2 * years, 0.5, guess),
      row("cdn", "Content delivery network", Shape::cloud, 1 * years, 1, guess),
      row("load_balancer", "Spreads requests over instances", Shape::diamond, 1 * years, 1,
          "assumed; about 20 % a year of load balancers show failures (Gill et al. 2011)"),
      row("gateway", "API or application gateway", Shape::diamond, 180 * days, 0.5, guess),
      row("vm", "Virtual machine", Shape::box, 180 * days, 2, guess, true),
      row("host", "Physical or container host", Shape::box, 1 * years, 6, guess, true),
      row("container", "Container", Shape::component, 30 * days, 0.25, guess),
      row("pod", "Kubernetes pod", Shape::component, 30 * days, 0.1, guess),
      row("service", "Process or service", Shape::rounded, 30 * days, 0.5, guess),
      row("function", "Serverless function", Shape::rounded, 90 * days, 0.25, guess),
      row("database", "Database", Shape::cylinder, 180 * days, 1, guess),
      row("cache", "Cache", Shape::cylinder, 90 * days, 0.25, guess),
      row("queue", "Message queue or log", Shape::parallelogram, 180 * days, 0.5, guess),
      row("object_storage", "Object or blob storage", Shape::folder, 2 * years, 2, guess),
      row("volume", "Disk or file", Shape::cylinder, 60 * years, 4,
          "rounded: drives fail 1.3-1.6 % a year (Backblaze 2024)"),
      row("network", "Network that others rely on", Shape::ellipse, 1 * years, 1, guess),
      row("link", "Network link drawn as a component", Shape::ellipse, 2 * years, 4, guess),
      row("switch", "Switch", Shape::octagon, 20 * years, 4,
          "about 5 % a year of top-of-rack switches show failures (Gill et al. 2011)"),
      row("router", "Router", Shape::octagon, 10 * years, 4,
          "about 10 % a year of aggregation devices show failures (Gill et al. 2011)"),
      row("power", "Power feed", Shape::house, 5 * years, 6,
          "assumed from one power unit a year per thousand machines, 6 h (Dean 2008)"),
      row("rack", "Rack", Shape::box, 4 * years, 3,
          "assumed from 20 rack failures a year per cluster, 1-6 h (Dean 2008)", true),
      row("zone", "Availability zone or data centre", Shape::box, 2 * years, 4, guess, true),
      row("region", "Region", Shape::box, 5 * years, 8,
          "assumed; one regional event lasted 14.5 h (us-east-1, 2025-10)", true),
      row("provider", "Cloud or hosting provider", Shape::box, 10 * years, 6, guess, true),
      row("model", "Model artefact", Shape::note, 5 * years, 1, guess),
      row("model_server", "Serves a model", Shape::component, 14 * days, 0.5, guess),
      row("model_registry", "Keeps model artefacts", Shape::folder, 180 * days, 1, guess),
      row("feature_store", "Serves features", Shape::cylinder, 90 * days, 1, guess),
      row("vector_db", "Vector store", Shape::cylinder, 90 * days, 1, guess),
      row("gpu", "Accelerator", Shape::octagon, 50700, 24,
          "419 interruptions in 54 days on 16 384 GPUs (Llama 3 report); repair assumed"),
      row("external", "Service that somebody else runs", Shape::cloud, 42 * days, 1,
          "assumed: about 99.9 %"),
      row("secret", "Secret or credential", Shape::tab, 5 * years, 1, guess),
      row("certificate", "Certificate", Shape::tab, 2 * years, 4, guess),
      row("pipeline", "Build or deployment pipeline", Shape::parallelogram, 60 * days, 4, guess),
      row("person", "Somebody who is needed", Shape::person, 180 * days, 16, guess),
      unfailing("group", "A name for several things; cannot fail by itself", Shape::rounded,
                "no failure of its own"),
  };
}

}  // namespace

std::string_view name_of(Shape shape) {
  return shape_table[static_cast<std::size_t>(shape)];
}

const Shape* find_shape(std::string_view name) {
  const auto found = std::find(shape_table.begin(), shape_table.end(), name);
  if (found == shape_table.end()) return nullptr;
  return &all_shapes[static_cast<std::size_t>(found - shape_table.begin())];
}

std::span<const std::string_view> shape_names() {
  return shape_table;
}

std::span<const Kind> built_in_kinds() {
  static const std::vector<Kind> kinds = make_built_in_kinds();
  return kinds;
}

}  // namespace cutpoint
