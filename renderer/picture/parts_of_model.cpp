#include "renderer/picture/parts_of_model.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "model/architecture/queries/targets.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/key_words.hpp"

namespace cutpoint {

namespace {

Emphasis emphasis_of(SinglePointClass value) {
  switch (value) {
    case SinglePointClass::full:
      return Emphasis::full;
    case SinglePointClass::partial:
      return Emphasis::partial;
    case SinglePointClass::accepted:
      return Emphasis::accepted;
  }
  return Emphasis::none;
}

std::string_view emphasis_word(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::full:
      return "SPOF";
    case Emphasis::partial:
      return "partial SPOF";
    case Emphasis::accepted:
      return "accepted SPOF";
    case Emphasis::redundant:
    case Emphasis::none:
      break;
  }
  return "";
}

class Drafter {
 public:
  Drafter(const AnalysedModel& input, const Model* other)
      : input_(input),
        other_(other),
        model_(input.model),
        emphasis_(model_.components.size(), Emphasis::none),
        on_the_way_(model_.components.size(), 0),
        cause_emphasis_(model_.common_causes.size(), Emphasis::none),
        end_(model_.components.size()) {}

  Picture run() {
    picture_.title = model_.name;
    collect_emphasis();
    place_components();
    for (std::size_t i = 0; i < model_.journeys.size(); ++i) add_journey(JourneyId(i));
    for (std::size_t i = 0; i < model_.components.size(); ++i) add_needs(ComponentId(i));
    for (const Link& link : model_.links) add_link(link);
    for (std::size_t i = 0; i < model_.common_causes.size(); ++i)
      add_common_cause(CommonCauseId(i));
    return std::move(picture_);
  }

 private:
  /// The worst class over all journeys.
  void collect_emphasis() {
    for (const JourneyAnalysis& journey : input_.analysis.journeys) {
      for (const SinglePoint& point : journey.single_points) {
        const BasicEvent& event = input_.function.events[point.event];
        for (const ComponentId step : point.path.steps) on_the_way_[step] = 1;
        if (event.kind == EventKind::component) {
          Emphasis& worst = emphasis_[event.component];
          worst = std::max(worst, emphasis_of(point.classification));
        } else if (event.kind == EventKind::common_cause) {
          Emphasis& worst = cause_emphasis_[event.common_cause];
          worst = std::max(worst, emphasis_of(point.classification));
        }
      }
    }
  }

  /// The innermost place that holds all hosts of a component; invalid where there is none.
  [[nodiscard]] ComponentId common_place(const std::vector<ComponentId>& hosts) const {
    if (hosts.empty()) return ComponentId();
    std::vector<ComponentId> shared = chain_of(hosts.front());
    for (const ComponentId host : hosts) {
      const std::vector<ComponentId> chain = chain_of(host);
      std::erase_if(shared, [&chain](ComponentId place) {
        return std::find(chain.begin(), chain.end(), place) == chain.end();
      });
    }
    return shared.empty() ? ComponentId() : shared.front();
  }

  /// A place and the places around it, inside out. Hosts form no circle.
  [[nodiscard]] std::vector<ComponentId> chain_of(ComponentId place) const {
    std::vector<ComponentId> chain;
    while (place.valid()) {
      chain.push_back(place);
      const auto& hosts = model_.components[place].hosts;
      place = hosts.size() == 1 ? hosts.front() : ComponentId();
    }
    return chain;
  }

  [[nodiscard]] IdVector<ComponentId, std::uint8_t> hosts() const {
    IdVector<ComponentId, std::uint8_t> is_host(model_.components.size(), 0);
    for (const Component& component : model_.components) {
      for (const ComponentId host : component.hosts) is_host[host] = 1;
    }
    if (other_ == nullptr) return is_host;
    for (const Component& component : other_->components) {
      for (const ComponentId host : component.hosts) {
        const ComponentId here = model_.find_component(other_->components[host].name);
        if (here.valid()) is_host[here] = 1;
      }
    }
    return is_host;
  }

  void place_components() {
    const auto is_host = hosts();
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      const ComponentId id(i);
      if (is_host[id] != 0) {
        end_[id] = {true, picture_.frames.size()};
        Picture::Frame frame;
        describe(frame, id);
        frame.id = fmt::format("cluster_{}", i);
        picture_.frames.push_back(std::move(frame));
      } else {
        end_[id] = {false, picture_.nodes.size()};
        Picture::Node node;
        describe(node, id);
        node.id = fmt::format("c{}", i);
        picture_.nodes.push_back(std::move(node));
      }
    }
    for (std::size_t i = 0; i < model_.components.size(); ++i) settle(ComponentId(i));
  }

  void describe(Picture::Part& part, ComponentId id) const {
    const Component& component = model_.components[id];
    part.key = "component " + component.name;
    part.lines = component_lines(id);
    const Kind& kind = model_.kind_of(id);
    part.kind = kind.base.empty() ? kind.name : kind.base;
    part.shape = kind.shape;
    part.glyph = kind.glyph;
    part.is_pool = component.is_pool();
    part.emphasis = emphasis_[id];
    part.is_single_point = on_the_way_[id] != 0;
  }

  /// Puts a component into the frame of its host; several hosts are drawn as dashed edges.
  void settle(ComponentId id) {
    const auto& hosts = model_.components[id].hosts;
    const ComponentId place = common_place(hosts);
    const int frame = place.valid() ? static_cast<int>(end_[place].index) : -1;
    if (end_[id].is_frame) {
      picture_.frames[end_[id].index].parent = frame;
    } else {
      picture_.nodes[end_[id].index].frame = frame;
    }
    if (hosts.size() < 2) return;
    for (const ComponentId host : hosts) {
      if (host != place) add_edge(end_[id], end_[host], Picture::EdgeStyle::runs_on, "");
    }
  }

  [[nodiscard]] std::vector<std::string> component_lines(ComponentId id) const {
    const Component& component = model_.components[id];
    std::string kind = key_words(model_.kind_of(id).name);
    if (component.is_pool()) {
      kind += fmt::format(" ×{}, needs {}", component.replicas, component.at_least);
    }
    std::vector<std::string> lines{component.name, kind};
    if (component.figures) {
      const Figures& figures = *component.figures;
      lines.push_back((component.is_pool() ? "each " : "") +
                      to_human_text(Availability::from_unavailability(figures.unavailability)) +
                      (is_downtime_known(figures) ? "" : " assumed"));
    }
    if (emphasis_[id] != Emphasis::none) lines.emplace_back(emphasis_word(emphasis_[id]));
    if (!component.dependencies_known) lines.emplace_back("dependencies unknown");
    return lines;
  }

  /// Boxes are narrow: the verdict, then how far it is from its target.
  static void add_promise(Picture::Node& node, PromiseStatement::Kind kind,
                          const std::optional<ServiceLevelResult>& promise) {
    if (!promise) return;
    for (std::string& line : promise_lines(promise_statement(kind, *promise))) {
      node.lines.push_back(std::move(line));
    }
  }

  void add_journey(JourneyId id) {
    const Journey& journey = model_.journeys[id];
    Picture::Node node;
    node.id = fmt::format("j{}", id.value());
    node.key = "journey " + journey.name;
    node.role = Picture::NodeRole::journey;
    node.lines = {journey.name};
    if (id.index() < input_.analysis.journeys.size()) {
      const AvailabilityResult& up = input_.analysis.journeys[id].up;
      node.lines.push_back(availability_text(input_.analysis.journeys[id]));
      node.lines.push_back(nines_text(up.availability));
      node.lines.push_back("down " + to_human_text(up.downtime_per_year()) + " a year");
      add_promise(node, PromiseStatement::Kind::slo, input_.analysis.journeys[id].slo);
      add_promise(node, PromiseStatement::Kind::sla, input_.analysis.journeys[id].sla);
    }
    const Picture::End from{false, picture_.nodes.size()};
    picture_.nodes.push_back(std::move(node));
    for (const Requirement& need : journey.needs) add_requirement(from, need, -1);
  }

  void add_needs(ComponentId id) {
    const Picture::End from = end_[id];
    const int frame =
        from.is_frame ? static_cast<int>(from.index) : picture_.nodes[from.index].frame;
    for (const Requirement& need : model_.components[id].needs) add_requirement(from, need, frame);
  }

  void add_edge(Picture::End from, Picture::End to, Picture::EdgeStyle style, std::string label,
                bool inferred = false, bool two_way = false) {
    picture_.edges.push_back({from, to, style, inferred, two_way, std::move(label)});
  }

  /// Nesting is limited by the reader, so this recursion is shallow.
  void add_requirement(Picture::End from, const Requirement& need, int frame,
                       Picture::EdgeStyle plain = Picture::EdgeStyle::needs) {
    const Picture::EdgeStyle style = need.soft       ? Picture::EdgeStyle::soft
                                     : need.fallback ? Picture::EdgeStyle::fallback
                                                     : plain;
    std::string label;
    if (need.fallback) label = fmt::format("fallback {}", to_text(*need.fallback));
    const bool inferred = need.inferred.has_value();
    if (need.form == Requirement::Form::component) {
      add_edge(from, end_[need.component], style, label, inferred);
      return;
    }
    Picture::Node junction;
    junction.id = fmt::format("g{}", picture_.nodes.size());
    junction.role = Picture::NodeRole::junction;
    junction.frame = frame;
    junction.owner = from;
    // The counts may differ between two models of the same group.
    junction.key = fmt::format("junction {} of {}", junctions_of_[from]++, picture_.part(from).key);
    junction.lines = {junction_text(need)};
    const Picture::End end{false, picture_.nodes.size()};
    picture_.nodes.push_back(std::move(junction));
    add_edge(from, end, style, label, inferred);
    for (const ComponentId id : need.ends) add_edge(end, end_[id], Picture::EdgeStyle::needs, "");
    const bool spare = need.at_least < need.members.size();
    for (const Requirement& member : need.members) {
      add_requirement(end, member, frame,
                      spare ? Picture::EdgeStyle::redundant : Picture::EdgeStyle::needs);
    }
  }

  static std::string junction_text(const Requirement& need) {
    if (need.form == Requirement::Form::connected) return "connected";
    if (need.at_least == need.members.size()) return "all of";
    if (need.at_least == 1) return "any of";
    return fmt::format("{} of {}", need.at_least, need.members.size());
  }

  void add_link(const Link& link) {
    add_edge(end_[link.from], end_[link.to], Picture::EdgeStyle::link, "", false, !link.directed);
  }

  void add_common_cause(CommonCauseId id) {
    const CommonCause& cause = model_.common_causes[id];
    Picture::Node node;
    node.id = fmt::format("g{}", picture_.nodes.size());
    node.key = "common cause " + cause.name;
    node.role = Picture::NodeRole::common_cause;
    node.lines = {cause.name, "common cause"};
    node.emphasis = cause_emphasis_[id];
    node.shape = Shape::rounded;
    node.is_single_point = node.emphasis != Emphasis::none;
    if (node.emphasis != Emphasis::none) node.lines.emplace_back(emphasis_word(node.emphasis));
    const Picture::End end{false, picture_.nodes.size()};
    picture_.nodes.push_back(std::move(node));
    for (const ComponentId member : cause.members) {
      add_edge(end_[member], end, Picture::EdgeStyle::runs_on, "");
    }
  }

  const AnalysedModel& input_;
  const Model* other_;
  const Model& model_;
  IdVector<ComponentId, Emphasis> emphasis_;
  IdVector<ComponentId, std::uint8_t> on_the_way_;
  IdVector<CommonCauseId, Emphasis> cause_emphasis_;
  IdVector<ComponentId, Picture::End> end_;
  std::map<Picture::End, std::size_t> junctions_of_;
  Picture picture_;
};

}  // namespace

Picture draft_picture(const AnalysedModel& model, const Model* other) {
  return Drafter(model, other).run();
}

}  // namespace cutpoint
