/// Plots as SVG pictures that need nothing else. They take plain values, so that any analysis can
/// feed them.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/rendered.hpp"

namespace cutpoint {

/// What a part of a plot is: the classes of single points of failure, or none of them.
enum class PlotMark { none, full, partial, accepted };

/// Names beside bars, the longest bar as wide as the plot.
struct BarPlot {
  struct Bar {
    std::string name;
    double value = 0;  ///< at least 0
    std::string text;  ///< behind the bar
    PlotMark mark = PlotMark::none;
  };
  std::string title;
  std::string subtitle;
  std::string axis;  ///< what the bars' length stands for
  std::vector<Bar> bars;
};

/// Rings: what lies in something stands around it, as wide as its share.
struct SunburstPlot {
  struct Piece {
    std::string name;
    double value = 0;  ///< by itself, without what lies in it; at least 0
    std::string text;  ///< of the value
    int inside = -1;   ///< position of an earlier piece; -1: of none
    PlotMark mark = PlotMark::none;
  };
  std::string title;
  std::string subtitle;
  std::vector<Piece> pieces;
};

/// Columns side by side, in order, with a name below each.
struct ColumnPlot {
  struct Column {
    std::string name;
    double value = 0;  ///< a share, in [0, 1]
    bool is_marked = false;
  };
  std::string title;
  std::string subtitle;
  std::string axis;    ///< what the columns stand for
  std::string shares;  ///< of what their values are shares
  std::vector<Column> columns;
};

/// Availability against cost: the steps of an improvement, each from where the one before it ends.
/// They are numbered from 0, the first being how things are.
struct StepPlot {
  struct Step {
    std::string name;
    double cost = 0;            ///< in all, up to this step
    double unavailability = 0;  ///< after this step, in (0, 1)
    std::string text = {};      ///< behind the name
  };
  std::string title;
  std::string subtitle;
  std::string currency;
  double target = 0;  ///< unavailability to reach; 0: none
  std::vector<Step> steps;
};

[[nodiscard]] std::string render_plot(const BarPlot& plot, Theme theme);
[[nodiscard]] std::string render_plot(const ColumnPlot& plot, Theme theme);
[[nodiscard]] std::string render_plot(const SunburstPlot& plot, Theme theme);
/// The vertical axis counts nines: it is logarithmic in unavailability.
[[nodiscard]] std::string render_plot(const StepPlot& plot, Theme theme);

/// Round numbers from 0 on that divide [0, most] into four to ten parts.
[[nodiscard]] std::vector<double> axis_ticks(double most);

}  // namespace cutpoint
