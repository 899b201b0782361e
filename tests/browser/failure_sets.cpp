// Writes reports with random failure sets and random figures and what the engine says of them, for
// the page to be compared with: failure_sets <folder> <models> <documents of groups in time>
// <sets a model> [architecture file…].
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/availability_program.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "importer/importing.hpp"
#include "importer/open_psa/open_psa.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "renderer/writing/reports.hpp"
#include "tests/analyzer/failover/random_groups.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/browser/setting_sets.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing {

namespace {

using Json = nlohmann::ordered_json;

Json json_path(const FailurePath& path) {
  Json steps = Json::array();
  for (const ComponentId step : path.steps) steps.push_back(step.value());
  return {{"steps", steps}, {"omitted", path.omitted}};
}

Json json_set(const Model& model, const StructureFunction& function, std::vector<EventId> failed) {
  Json row = {{"events", Json::array()}};
  for (const EventId event : failed) row["events"].push_back(event.value());
  const Consequence consequence = what_if(model, function, std::move(failed));
  row["fallen"] = Json::array();
  for (const Consequence::Fallen& fallen : consequence.fallen) {
    row["fallen"].push_back(
        {{"component", fallen.component.value()}, {"path", json_path(fallen.path)}});
  }
  row["journeys"] = Json::array();
  for (const auto& journey : consequence.journeys) {
    row["journeys"].push_back(
        {{"state", name_of(journey.state)}, {"path", json_path(journey.path)}});
  }
  return row;
}

/// From single failures to half of everything.
Json random_sets(const Model& model, const StructureFunction& function, Random& random,
                 std::size_t count) {
  Json sets = Json::array();
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t percent = 1 + random.below(50);
    std::vector<EventId> failed;
    for (std::size_t e = 0; e < function.events.size(); ++e) {
      if (random.chance(percent)) failed.push_back(EventId(e));
    }
    if (failed.empty()) {
      failed.push_back(EventId(random.below(static_cast<std::uint32_t>(function.events.size()))));
    }
    sets.push_back(json_set(model, function, std::move(failed)));
  }
  return sets;
}

class Writer {
 public:
  Writer(std::filesystem::path folder, std::size_t sets) : folder_(std::move(folder)), sets_(sets) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }

  void write(const std::string& name, const Model& model, const StructureFunction& function,
             const SourceFiles& sources, const Diagnostics& diagnostics, const Draft* draft) {
    const Analysis analysis = analyze(model, function, {});
    RenderOptions options{false, 100, name};
    const auto program = availability_program(model, function);
    options.program = program ? &*program : nullptr;
    const Rendered page = find_format(analysis_formats(), "html")
                              ->render({model, function, analysis, sources, diagnostics, options});
    std::ofstream(folder_ / fmt::format("{}.html", written_)) << page->content;
    Json json = {{"name", name}, {"sets", random_sets(model, function, random_, sets_)}};
    json["settings"] = program && draft != nullptr
                           ? random_settings(*draft, model, *program, random_, sets_)
                           : Json::array();
    std::ofstream(folder_ / fmt::format("{}.json", written_)) << json.dump();
    ++written_;
  }

  [[nodiscard]] std::size_t written() const { return written_; }

 private:
  std::filesystem::path folder_;
  std::size_t sets_;
  std::size_t written_ = 0;
  Random random_{20260101};
};

/// An architecture or, where the name says so, a fault tree.
void write_file(Writer& writer, const std::string& path) {
  DiskAccess disk;
  SourceFiles sources;
  Diagnostics diagnostics;
  if (path.ends_with(".xml")) {
    const auto tree = read_fault_tree({{path}, 8760}, disk, sources, diagnostics);
    if (!tree) throw std::runtime_error(path + " cannot be read");
    const CompiledFaultTree compiled = compile(*tree);
    writer.write(path, compiled.model, compiled.function, sources, diagnostics, nullptr);
    return;
  }
  const Draft draft = read_architecture({path}, disk, sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  if (!model) throw std::runtime_error(path + " cannot be read");
  const auto function = compile(*model, diagnostics);
  if (!function) throw std::runtime_error(path + " cannot be compiled");
  writer.write(path, *model, *function, sources, diagnostics, &draft);
}

void write_random(Writer& writer, std::size_t models) {
  for (std::uint64_t seed = 0; writer.written() < models; ++seed) {
    Diagnostics diagnostics;
    const Draft draft = random_draft(seed);
    const auto model = build_model(draft, diagnostics);
    if (!model) continue;
    const auto function = compile(*model, diagnostics);
    if (!function || function->events.empty()) continue;
    writer.write(fmt::format("random draft {}", seed), *model, *function, {}, diagnostics, &draft);
  }
}

/// Groups in time whose chains the page solves.
void write_random_groups(Writer& writer, std::size_t documents) {
  const std::size_t all = writer.written() + documents;
  for (std::uint64_t seed = 1; writer.written() < all; ++seed) {
    const std::string name = fmt::format("random groups {}", seed);
    SourceFiles sources;
    Diagnostics diagnostics;
    const Draft draft = read_architecture_text(name, "cutpoint: 1\n" + random_groups_document(seed),
                                               sources, diagnostics);
    const auto model = build_model(draft, diagnostics);
    const auto function = model ? compile(*model, diagnostics) : std::nullopt;
    if (!function) throw std::runtime_error(name + " cannot be compiled");
    const auto program = availability_program(*model, *function);
    if (!program || program->chains.empty()) continue;
    writer.write(name, *model, *function, sources, diagnostics, &draft);
  }
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 4) return 2;
  Writer writer(arguments[0], std::stoul(arguments[3]));
  write_random(writer, std::stoul(arguments[1]));
  write_random_groups(writer, std::stoul(arguments[2]));
  for (std::size_t i = 4; i < arguments.size(); ++i) write_file(writer, arguments[i]);
  return 0;
}

}  // namespace

}  // namespace cutpoint::testing

int main(int argc, char** argv) {
  try {
    return cutpoint::testing::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "failure_sets: " << error.what() << '\n';
    return 2;
  }
}
