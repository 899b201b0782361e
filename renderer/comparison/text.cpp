#include <fmt/format.h>

#include "renderer/comparison/comparing.hpp"
#include "renderer/comparison/words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

std::string down_text(const AvailabilityResult& result) {
  return to_human_text(result.downtime_per_year());
}

class ComparisonText {
 public:
  explicit ComparisonText(const ComparisonReport& report)
      : report_(report), comparison_(report.comparison), paint_(report.colour) {}

  std::string write() {
    out_ = fmt::format("{} → {}\n", visible(report_.before), visible(report_.after));
    if (comparison_.is_empty()) return out_ + "\n  no difference\n";
    for (const JourneyComparison& journey : comparison_.journeys) write_journey(journey);
    write_components();
    write_edges();
    for (const MonthlyCost& cost : comparison_.costs) {
      out_ += fmt::format("\n  Cost  {:.2f} → {:.2f} {} a month\n", cost.before, cost.after,
                          visible(cost.currency));
    }
    return out_;
  }

 private:
  void write_journey(const JourneyComparison& journey) {
    const std::string name = paint_(Style::bold, visible(journey.name));
    if (!journey.before || !journey.after) {
      out_ +=
          fmt::format("\n  {}   {}   {}\n", name,
                      journey.before ? availability_before(journey) : availability_after(journey),
                      journey.before ? "journey removed" : "journey added");
      return;
    }
    out_ += fmt::format("\n  {}   {} → {}   down {} → {} a year", name,
                        availability_before(journey), availability_after(journey),
                        down_text(*journey.before), down_text(*journey.after));
    if (journey.less_available) out_ += "   " + paint_(Style::red, "less available");
    out_ += '\n';
    if (journey.target_missed_now) {
      out_ += "    " + paint_(Style::red, "✗ its SLO is missed now") + '\n';
    }
    for (const std::string& point : journey.points_gained) {
      out_ += fmt::format("    {} {}\n", paint_(Style::red, "+ single point of failure"),
                          visible(point));
    }
    for (const std::string& point : journey.points_lost) {
      out_ += fmt::format("    {} {}\n", paint_(Style::green, "- single point of failure"),
                          visible(point));
    }
    write_shorter_cuts(journey);
    if (journey.smallest_cut_before != journey.smallest_cut_after) {
      const auto text = [](const std::optional<std::size_t>& size) {
        return size ? std::to_string(*size) : std::string("more");
      };
      out_ += fmt::format("    failures that stop it: {} → {} at the least\n",
                          text(journey.smallest_cut_before), text(journey.smallest_cut_after));
    }
  }

  void write_shorter_cuts(const JourneyComparison& journey) {
    constexpr std::size_t most = 5;
    const auto& cuts = journey.shorter_cuts;
    for (std::size_t i = 0; i < cuts.size() && i < most; ++i) {
      out_ += fmt::format("    {} {} (it took more before)\n", paint_(Style::red, "+ stopped by"),
                          visible(fmt::format("{}", fmt::join(cuts[i], " and "))));
    }
    if (cuts.size() > most) {
      out_ += fmt::format("    … and {} more cut sets became shorter\n", cuts.size() - most);
    }
  }

  void write_components() {
    if (comparison_.components_added.empty() && comparison_.components_removed.empty() &&
        comparison_.components_changed.empty()) {
      return;
    }
    out_ += "\n  Components\n";
    for (const std::string& name : comparison_.components_added) line(Style::green, "+", name);
    for (const std::string& name : comparison_.components_removed) line(Style::red, "-", name);
    for (const ComponentChange& change : comparison_.components_changed) {
      line(Style::amber, "~",
           fmt::format("{}: {}", change.name, fmt::join(difference_texts(change), ", ")));
    }
  }

  void write_edges() {
    if (comparison_.edges_added.empty() && comparison_.edges_removed.empty()) return;
    out_ += "\n  Edges\n";
    const auto text = [](const ModelEdge& edge) {
      return fmt::format("{} → {} ({})", edge.from, edge.to, edge_kind_text(edge));
    };
    for (const ModelEdge& edge : comparison_.edges_added) line(Style::green, "+", text(edge));
    for (const ModelEdge& edge : comparison_.edges_removed) line(Style::red, "-", text(edge));
  }

  void line(Style style, std::string_view mark, const std::string& text) {
    out_ += fmt::format("    {} {}\n", paint_(style, mark), visible(text));
  }

  const ComparisonReport& report_;
  const Comparison& comparison_;
  Painter paint_;
  std::string out_;
};

Rendered render_comparison_text(const ComparisonReport& report) {
  return ComparisonText(report).write();
}

}  // namespace

const Format<ComparisonReport>& text_comparison_format() {
  static const Format<ComparisonReport> format{
      {"text", "for people: what changed", Medium::terminal}, render_comparison_text};
  return format;
}

}  // namespace cutpoint
