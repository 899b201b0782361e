#include <algorithm>
#include <array>
#include <vector>

#include "cutpoint/kind.hpp"

namespace cutpoint {

namespace {

constexpr std::array shape_table = {
    std::string_view("box"),      std::string_view("rounded"),   std::string_view("component"),
    std::string_view("cylinder"), std::string_view("folder"),    std::string_view("ellipse"),
    std::string_view("hexagon"),  std::string_view("octagon"),   std::string_view("diamond"),
    std::string_view("house"),    std::string_view("cloud"),     std::string_view("person"),
    std::string_view("note"),     std::string_view("tab"),       std::string_view("parallelogram"),
    std::string_view("box3d"),    std::string_view("trapezium"), std::string_view("invtrapezium"),
    std::string_view("invhouse"), std::string_view("bevelled"),  std::string_view("arrow"),
};

constexpr auto all_shapes = [] {
  std::array<Shape, shape_table.size()> shapes{};
  for (std::size_t i = 0; i < shapes.size(); ++i) shapes[i] = static_cast<Shape>(i);
  return shapes;
}();

constexpr double days = 24.0;
constexpr double years = 365.0 * 24.0;

/// Hours, so that the rows below stay readable.
Kind row(const char* name, KeptData kept, const char* description, Shape shape, Glyph glyph,
         double mtbf_hours, double mttr_hours, const char* source, bool is_place = false) {
  return {name,
          description,
          shape,
          glyph,
          Duration::hours(mtbf_hours),
          Duration::hours(mttr_hours),
          source,
          is_place,
          name,
          kept,
          false};
}

Kind process(const char* name, KeptData kept, const char* description, Shape shape, Glyph glyph,
             double mtbf_hours, double mttr_hours, const char* source) {
  Kind kind = row(name, kept, description, shape, glyph, mtbf_hours, mttr_hours, source);
  kind.is_process = true;
  return kind;
}

Kind unfailing(const char* name, KeptData kept, const char* description, Shape shape, Glyph glyph,
               const char* source) {
  return {name,  description, shape, glyph, Duration::never(), Duration(), source,
          false, name,        kept,  false};
}

constexpr auto guess = "assumed: no good public source, measure your own";

std::vector<Kind> make_built_in_kinds() {
  return {
      unfailing("client", KeptData::nothing, "Whoever uses the system", Shape::person,
                Glyph::screen, "outside the system"),
      row("dns", KeptData::nothing, "Name resolution", Shape::hexagon, Glyph::signpost, 2 * years,
          0.5, guess),
      row("cdn", KeptData::nothing, "Content delivery network", Shape::cloud, Glyph::globe,
          1 * years, 1, guess),
      process("load_balancer", KeptData::nothing, "Spreads requests over instances", Shape::diamond,
              Glyph::fan_out, 1 * years, 1,
              "assumed; about 20 % a year of load balancers show failures (Gill et al. 2011)"),
      process("gateway", KeptData::nothing, "API or application gateway", Shape::trapezium,
              Glyph::gate, 180 * days, 0.5, guess),
      row("vm", KeptData::unstated, "Virtual machine", Shape::box, Glyph::nested_squares,
          180 * days, 2, guess, true),
      row("host", KeptData::unstated, "Physical or container host", Shape::box3d, Glyph::server,
          1 * years, 6, guess, true),
      process("container", KeptData::unstated, "Container", Shape::component, Glyph::cube,
              30 * days, 0.25, guess),
      process("pod", KeptData::unstated, "Kubernetes pod", Shape::component, Glyph::heptagon,
              30 * days, 0.1, guess),
      process("service", KeptData::unstated, "Process or service", Shape::rounded, Glyph::gear,
              30 * days, 0.5, guess),
      process("function", KeptData::unstated, "Serverless function", Shape::rounded, Glyph::lambda,
              90 * days, 0.25, guess),
      process("database", KeptData::records, "Database", Shape::cylinder, Glyph::drum, 180 * days,
              1, guess),
      process("cache", KeptData::cached, "Cache", Shape::cylinder, Glyph::gauge, 90 * days, 0.25,
              guess),
      process("queue", KeptData::transit, "Message queue or log", Shape::parallelogram,
              Glyph::compartments, 180 * days, 0.5, guess),
      process("coordination", KeptData::unstated,
              "Coordination service that others elect and agree by: etcd, ZooKeeper, Consul",
              Shape::component, Glyph::ballot, 180 * days, 0.5, guess),
      row("object_storage", KeptData::storage, "Object or blob storage", Shape::folder,
          Glyph::bucket, 2 * years, 2, guess),
      row("volume", KeptData::storage, "Disk or file", Shape::cylinder, Glyph::disk, 60 * years, 4,
          "rounded: drives fail 1.3-1.6 % a year (Backblaze 2024)"),
      row("network", KeptData::nothing, "Network that others rely on", Shape::ellipse,
          Glyph::triangle_of_nodes, 1 * years, 1, guess),
      row("link", KeptData::nothing, "Network link drawn as a component", Shape::ellipse,
          Glyph::joined_ends, 2 * years, 4, guess),
      row("switch", KeptData::nothing, "Switch", Shape::octagon, Glyph::opposed_arrows, 20 * years,
          4, "about 5 % a year of top-of-rack switches show failures (Gill et al. 2011)"),
      row("router", KeptData::nothing, "Router", Shape::octagon, Glyph::crossroads, 10 * years, 4,
          "about 10 % a year of aggregation devices show failures (Gill et al. 2011)"),
      row("firewall", KeptData::nothing, "Firewall", Shape::octagon, Glyph::bricks, 5 * years, 4,
          "assumed; measured of pairs: failover did not help in about 33 % of cases (Potharaju and "
          "Jain 2013)"),
      row("power", KeptData::nothing, "Power feed", Shape::house, Glyph::bolt, 5 * years, 6,
          "assumed from one power unit a year per thousand machines, 6 h (Dean 2008)"),
      row("ups", KeptData::nothing, "Uninterruptible power supply", Shape::house, Glyph::battery,
          10 * years, 8, guess),
      row("rack", KeptData::nothing, "Rack", Shape::invtrapezium, Glyph::cabinet, 4 * years, 3,
          "assumed from 20 rack failures a year per cluster, 1-6 h (Dean 2008)", true),
      row("zone", KeptData::nothing, "Availability zone or data centre", Shape::bevelled,
          Glyph::building, 2 * years, 4, guess, true),
      row("region", KeptData::nothing, "Region", Shape::invhouse, Glyph::map_pin, 5 * years, 8,
          "assumed; one regional event lasted 14.5 h (us-east-1, 2025-10)", true),
      row("provider", KeptData::unstated, "Cloud or hosting provider", Shape::cloud, Glyph::cloud,
          10 * years, 6, guess, true),
      row("model", KeptData::unstated, "Model artefact", Shape::note, Glyph::neurons, 5 * years, 1,
          guess),
      process("model_server", KeptData::unstated, "Serves a model", Shape::component, Glyph::play,
              14 * days, 0.5, guess),
      process("model_registry", KeptData::records, "Keeps model artefacts", Shape::folder,
              Glyph::archive, 180 * days, 1, guess),
      process("feature_store", KeptData::derived, "Serves features", Shape::cylinder, Glyph::grid,
              90 * days, 1, guess),
      process("vector_db", KeptData::derived, "Vector store", Shape::cylinder, Glyph::axes,
              90 * days, 1, guess),
      row("gpu", KeptData::nothing, "Accelerator", Shape::octagon, Glyph::chip, 50700, 24,
          "419 interruptions in 54 days on 16 384 GPUs (Llama 3 report); repair assumed"),
      row("external", KeptData::unstated, "Service that somebody else runs", Shape::cloud,
          Glyph::way_out, 42 * days, 1, "assumed: about 99.9 %"),
      row("secret", KeptData::unstated, "Secret or credential", Shape::tab, Glyph::key, 5 * years,
          1, guess),
      row("certificate", KeptData::unstated, "Certificate", Shape::tab, Glyph::rosette, 2 * years,
          4, guess),
      row("pipeline", KeptData::unstated, "Build or deployment pipeline", Shape::arrow,
          Glyph::chevrons, 60 * days, 4, guess),
      row("person", KeptData::nothing, "Somebody who is needed", Shape::person, Glyph::bust,
          180 * days, 16, guess),
      unfailing("group", KeptData::nothing, "A name for several things; cannot fail by itself",
                Shape::rounded, Glyph::stack, "no failure of its own"),
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

const Kind* find_built_in_kind(std::string_view name) {
  const auto kinds = built_in_kinds();
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace cutpoint
