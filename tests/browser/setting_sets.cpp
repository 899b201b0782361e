#include "tests/browser/setting_sets.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "model/architecture/build_model.hpp"

namespace cutpoint::testing {

namespace {

using Json = nlohmann::ordered_json;
using Program = AvailabilityProgram;

Spanned<DurationRange> written_hours(double hours) {
  const Duration time = Duration::seconds(hours * 3600.0);
  return {{time, time}, {}};
}

void write_figures(DraftFigures& figures, double mtbf, double repair) {
  figures = {};
  figures.mtbf = written_hours(mtbf);
  figures.mttr = written_hours(repair);
}

/// From a hundredth to the hundredfold.
double moved(double value, Random& random) {
  return value * std::pow(10.0, 4.0 * random.unit() - 2.0);
}

class SettingDrawer {
 public:
  SettingDrawer(Draft draft, const Model& model, const Program& program, Random& random)
      : draft_(std::move(draft)), model_(model), program_(program), random_(random) {}

  /// Once: the model is built from what was drawn. Null where the engine but estimates what
  /// follows.
  Json draw() {
    Json row = {{"figures", Json::array()}, {"needed", Json::array()}, {"turned", Json::array()}};
    for (std::size_t i = 0; i < program_.parts.size(); ++i) {
      if (random_.chance(30)) draw_part(i, row["figures"]);
    }
    for (std::size_t i = 0; i < program_.pools.size(); ++i) {
      if (!random_.chance(40)) continue;
      const Component& pool = model_.components[program_.pools[i].component];
      DraftComponent& written = component(pool.name);
      written.quorum = {};
      written.at_least = Spanned<std::uint32_t>{1 + random_.below(pool.replicas), {}};
      row["needed"].push_back({i, written.at_least->value});
    }
    for (std::size_t i = 0; i < program_.needs.size(); ++i) {
      if (!random_.chance(25)) continue;
      const Program::Need& need = program_.needs[i];
      const bool is_component = need.owner.valid();
      auto& needs = is_component ? component(model_.components[need.owner].name).depends_on
                                 : journey(model_.journeys[need.journey].name).needs;
      // What is written twice is one need: its places in the draft are others.
      const auto& built =
          is_component ? model_.components[need.owner].needs : model_.journeys[need.journey].needs;
      if (needs.size() != built.size()) continue;
      needs.at(need.position).soft = Spanned<bool>{!need.soft, {}};
      row["turned"].push_back(i);
    }
    return add_results(row) ? row : Json();
  }

 private:
  template <class Rows>
  static auto& named(Rows& rows, const std::string& name) {
    for (auto& row : rows) {
      if (row.name.value == name) return row;
    }
    throw std::runtime_error(name + " is not in the draft");
  }
  DraftComponent& component(const std::string& name) { return named(draft_.components, name); }
  DraftJourney& journey(const std::string& name) { return named(draft_.journeys, name); }

  void draw_part(std::size_t i, Json& rows) {
    const Program::Part& part = program_.parts[i];
    // Links that are written under components are left alone: they have no name in the draft.
    if (part.link.valid()) return;
    const double mtbf = moved(part.mtbf, random_);
    const double repair = moved(part.repair, random_);
    rows.push_back({i, mtbf, repair});
    if (part.component.valid()) {
      // Restarts are in the repair time: it is set in the model.
      std::vector<ComponentId> ids = {part.component};
      ids.insert(ids.end(), part.alike.begin(), part.alike.end());
      set_.emplace_back(std::move(ids), std::pair(mtbf, repair));
    } else {
      const std::string& name = model_.common_causes[part.common_cause].name;
      write_figures(named(draft_.common_causes, name).figures, mtbf, repair);
    }
  }

  [[nodiscard]] Model changed() const {
    Diagnostics diagnostics;
    std::optional<Model> built = build_model(draft_, diagnostics);
    if (!built) {
      throw std::runtime_error("a draft with other needs cannot be built: " +
                               diagnostics.all().front().message);
    }
    for (const auto& [ids, times] : set_) {
      const auto& [mtbf, repair] = times;
      built = built->with_figures(ids, [&](Figures& figures) {
        figures.mtbf = Duration::seconds(mtbf * 3600.0);
        figures.mttr = Duration::seconds(repair * 3600.0);
        figures.unavailability = repair / (mtbf + repair);
      });
    }
    return *built;
  }

  /// False where the engine itself but estimates what follows from the figures.
  [[nodiscard]] bool add_results(Json& row) const {
    Diagnostics diagnostics;
    const Model model = changed();
    const auto function = compile(model, diagnostics);
    if (!function) throw std::runtime_error("a model with other figures cannot be compiled");
    for (const FailoverGroup& group : function->failover_groups) {
      if (group.doubt != GroupDoubt::none) return false;
    }
    AnalysisOptions options;
    options.combinations = false;
    options.uncertainty.samples = 0;
    for (const JourneyAnalysis& result : analyze(model, *function, options).journeys) {
      row["down"].push_back(result.up.availability.unavailability());
    }
    return true;
  }

  Draft draft_;
  const Model& model_;
  const Program& program_;
  Random& random_;
  std::vector<std::pair<std::vector<ComponentId>, std::pair<double, double>>> set_;
};

}  // namespace

Json random_settings(const Draft& draft, const Model& model, const Program& program, Random& random,
                     std::size_t count) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < count; ++i) {
    Json row = SettingDrawer(draft, model, program, random).draw();
    if (!row.is_null()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace cutpoint::testing
