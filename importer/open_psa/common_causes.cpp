#include "importer/open_psa/common_causes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <string>

#include <fmt/format.h>

namespace cutpoint::open_psa {

namespace {

constexpr std::size_t most_members = 1'000;
/// Groups that make more events than this are refused: there may be up to 2ⁿ.
constexpr double most_events = 100'000;

double choose(std::size_t n, std::size_t k) {
  double result = 1.0;
  for (std::size_t i = 1; i <= k; ++i) {
    result *= static_cast<double>(n - k + i) / static_cast<double>(i);
  }
  return result;
}

using Factors = std::span<const double>;

std::vector<double> beta_factor(double q, std::size_t n, Factors factors) {
  std::vector<double> by_size(n, 0.0);
  by_size.front() = (1.0 - factors.back()) * q;
  by_size.back() += factors.back() * q;
  return by_size;
}

std::vector<double> greek_letters(double q, std::size_t n, Factors factors) {
  std::vector<double> by_size(n, 0.0);
  double reached = 1.0;  // share of failures that hit at least k members
  for (std::size_t k = 1; k <= n; ++k) {
    if (k > 1) reached *= factors[k - 1];
    const double further = k < n ? factors[k] : 0.0;
    by_size[k - 1] = reached * (1.0 - further) * q / choose(n - 1, k - 1);
  }
  return by_size;
}

std::vector<double> alpha_factor(double q, std::size_t n, Factors factors) {
  std::vector<double> by_size(n, 0.0);
  double weighted = 0.0;
  for (std::size_t k = 1; k <= n; ++k) weighted += static_cast<double>(k) * factors[k - 1];
  for (std::size_t k = 1; k <= n && weighted > 0.0; ++k) {
    by_size[k - 1] = static_cast<double>(k) * factors[k - 1] / weighted * q / choose(n - 1, k - 1);
  }
  return by_size;
}

std::vector<double> phi_factor(double q, std::size_t n, Factors factors) {
  std::vector<double> by_size(n, 0.0);
  for (std::size_t k = 1; k <= n; ++k) by_size[k - 1] = factors[k - 1] * q;
  return by_size;
}

constexpr std::array models = {
    CommonCauseModel{"beta-factor", "n, or none written", "Q₁ = (1 − β)Q, Qₙ = βQ", true, 1,
                     beta_factor},
    CommonCauseModel{"MGL", "2 … n; those left out at the end are 0",
                     "Q_k = ρ₂…ρ_k (1 − ρ_{k+1}) Q / C(n−1, k−1)", false, 2, greek_letters},
    CommonCauseModel{"alpha-factor", "1 … n; those left out at the end are 0",
                     "Q_k = k·α_k / Σ(i·αᵢ) · Q / C(n−1, k−1)", false, 1, alpha_factor},
    CommonCauseModel{"phi-factor", "1 … n; those left out at the end are 0; their sum is 1",
                     "Q_k = φ_k·Q", false, 1, phi_factor},
};

class GroupReader {
 public:
  GroupReader(Definitions& definitions, Expressions& expressions)
      : definitions_(definitions), expressions_(expressions) {}

  CommonCauseGroup read(DefinitionId id) {
    CommonCauseGroup group;
    group.definition = id;
    place_ = definitions_[id].place;
    scope_ = definitions_[id].scope;
    name_ = definitions_[id].name;
    const CommonCauseModel* model = read_model();
    std::vector<Place> factors;
    std::optional<double> q;
    for (const Place child : definitions_.children(place_)) {
      const std::string_view part = definitions_.element(child).name;
      if (part == "members") {
        read_members(child, group.members);
      } else if (part == "distribution") {
        q = read_distribution(child);
      } else if (part == "factor") {
        factors.push_back(child);
      } else if (part == "factors") {
        const auto inner = definitions_.children(child);
        factors.insert(factors.end(), inner.begin(), inner.end());
      } else {
        error("unknown-key", child, fmt::format("`{}` has no meaning in a CCF group", part));
      }
    }
    if (!check_size(group.members.size()) || model == nullptr) return group;
    const auto values = read_factors(*model, factors, group.members.size());
    if (values && q) {
      group.by_size = model->probabilities(*q, group.members.size(), *values);
      if (!check_events(group.by_size)) group.by_size.clear();
    }
    return group;
  }

 private:
  Diagnostic& error(std::string_view rule, Place place, std::string message) {
    return definitions_.diagnostics().error(rule, definitions_.span(place), std::move(message));
  }

  const CommonCauseModel* read_model() {
    const auto written = definitions_.required(place_, "model");
    if (!written) return nullptr;
    std::vector<std::string_view> names;
    for (const CommonCauseModel& model : models) {
      if (model.name == *written) return &model;
      names.push_back(model.name);
    }
    definitions_.diagnostics()
        .error("invalid-value", definitions_.document(place_).value_span(place_.element, "model"),
               fmt::format("there is no model of common causes `{}`", *written))
        .help = fmt::format("models are {}", fmt::join(names, ", "));
    return nullptr;
  }

  void read_members(Place members, std::vector<DefinitionId>& found) {
    for (const Place child : definitions_.children(members)) {
      const auto name = definitions_.required(child, "name");
      if (!name) continue;
      DefinitionId id = definitions_.find_event(*name, scope_);
      const SourceSpan span = definitions_.document(child).value_span(child.element, "name");
      if (!id.valid() && name->find('.') == std::string_view::npos) {
        id = definitions_.add_member(*name, scope_, child);
      }
      if (!id.valid() || definitions_[id].kind != DefinitionKind::basic_event) {
        definitions_.diagnostics()
            .error("unknown-name", span, fmt::format("there is no basic event `{}`", *name))
            .help = definitions_.suggestion(*name, DefinitionKind::basic_event);
      } else if (!taken_.insert(id).second) {
        definitions_.diagnostics().error(
            "duplicate-member", span,
            fmt::format("`{}` is already a member of a CCF group", *name));
      } else {
        found.push_back(id);
      }
    }
  }

  bool check_size(std::size_t members) {
    if (members >= 2 && members <= most_members) return true;
    error("invalid-value", place_,
          fmt::format("the CCF group `{}` has {} good members; it must have 2 to {}", name_,
                      members, most_members));
    return false;
  }

  bool check_events(const std::vector<double>& by_size) {
    double events = 0.0;
    for (std::size_t k = 1; k <= by_size.size(); ++k) {
      if (by_size[k - 1] > 0.0) events += choose(by_size.size(), k);
    }
    if (events <= most_events) return true;
    error("too-large", place_,
          fmt::format("the CCF group `{}` makes {:.3g} events, more than {}", name_, events,
                      most_events));
    return false;
  }

  std::optional<double> read_value(Place wrapper) {
    const auto parts = definitions_.children(wrapper);
    if (parts.size() == 1) return expressions_.evaluate(parts.front(), scope_);
    error("wrong-arguments", wrapper,
          fmt::format("`{}` holds one expression", definitions_.element(wrapper).name));
    return std::nullopt;
  }

  std::optional<double> read_distribution(Place place) {
    const auto value = read_value(place);
    if (!value || (*value >= 0.0 && *value <= 1.0)) return value;
    error("invalid-value", place, fmt::format("the distribution gives {}, no probability", *value));
    return std::nullopt;
  }

  /// By level, 1 … n; nothing where one is wrong.
  std::optional<std::vector<double>> read_factors(const CommonCauseModel& model,
                                                  const std::vector<Place>& places,
                                                  std::size_t members) {
    std::vector<double> factors(members, 0.0);
    std::set<std::uint32_t> levels;
    bool good = true;
    std::uint32_t next = model.only_all ? static_cast<std::uint32_t>(members)
                                        : static_cast<std::uint32_t>(model.first_level);
    for (const Place place : places) {
      std::optional<std::uint32_t> level = next;
      if (definitions_.document(place).attribute(place.element, "level") != nullptr) {
        level = definitions_.required_count(place, "level");
      }
      const auto value = read_value(place);
      if (!level || !value || !check_factor(model, place, *level, *value, members)) {
        good = false;
        continue;
      }
      if (!levels.insert(*level).second) {
        error("duplicate-key", place, fmt::format("level {} has two factors", *level));
        good = false;
      }
      factors[*level - 1] = *value;
      next = *level + 1;
    }
    return good && check_levels(model, levels, factors) ? std::optional(factors) : std::nullopt;
  }

  bool check_factor(const CommonCauseModel& model, Place place, std::uint32_t level, double value,
                    std::size_t members) {
    const std::size_t first = model.only_all ? members : model.first_level;
    if (level < first || level > members) {
      error("invalid-value", place,
            fmt::format("{} has no level {}: levels run from {} to {}", model.name, level, first,
                        members));
      return false;
    }
    if (value >= 0.0 && (value <= 1.0 || model.probabilities == alpha_factor)) return true;
    error("invalid-value", place, fmt::format("{} is no factor: it must lie in [0, 1]", value));
    return false;
  }

  /// No gap between the levels written, and shares that make up the whole.
  bool check_levels(const CommonCauseModel& model, const std::set<std::uint32_t>& levels,
                    const std::vector<double>& factors) {
    const std::size_t first = model.only_all ? factors.size() : model.first_level;
    for (std::size_t level = first; level < first + std::max<std::size_t>(levels.size(), 1);
         ++level) {
      if (levels.count(static_cast<std::uint32_t>(level)) > 0) continue;
      error("missing-key", place_,
            fmt::format("the CCF group `{}` has no factor of level {}", name_, level));
      return false;
    }
    const double sum = std::accumulate(factors.begin(), factors.end(), 0.0);
    if (model.probabilities == phi_factor && std::abs(sum - 1.0) > 1e-4) {
      error("invalid-value", place_, fmt::format("the phi factors add up to {}, not to 1", sum));
      return false;
    }
    if (model.probabilities == alpha_factor && sum <= 0.0) {
      error("invalid-value", place_, "all alpha factors are zero");
      return false;
    }
    return true;
  }

  Definitions& definitions_;
  Expressions& expressions_;
  Place place_;
  ScopeId scope_;
  std::string name_;
  std::set<DefinitionId> taken_;
};

}  // namespace

std::span<const CommonCauseModel> common_cause_models() {
  return models;
}

std::vector<CommonCauseGroup> read_common_causes(Definitions& definitions,
                                                 Expressions& expressions) {
  std::vector<CommonCauseGroup> groups;
  GroupReader reader(definitions, expressions);
  const std::size_t count = definitions.all().size();
  for (std::size_t i = 0; i < count; ++i) {
    if (definitions[DefinitionId(i)].kind != DefinitionKind::ccf_group) continue;
    groups.push_back(reader.read(DefinitionId(i)));
  }
  return groups;
}

}  // namespace cutpoint::open_psa
