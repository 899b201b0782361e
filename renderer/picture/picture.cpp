#include "renderer/picture/picture.hpp"

#include "renderer/picture/collapse.hpp"
#include "renderer/picture/marks.hpp"
#include "renderer/picture/parts_of_model.hpp"
#include "renderer/picture/scope.hpp"

namespace cutpoint {

namespace {

Drawing draft(const RenderInput& input) {
  const AnalysedModel here{input.model, input.function, input.analysis};
  const DrawnChange* change = input.options.diagram.change;
  if (change == nullptr) return draft_drawing(here);
  return with_changes(draft_drawing(change->before, &input.model),
                      draft_drawing(here, &change->before.model), change->comparison);
}

}  // namespace

std::string_view name_of(Collapse collapse) {
  switch (collapse) {
    case Collapse::host:
      return "host";
    case Collapse::zone:
      return "zone";
    case Collapse::kind:
      return "kind";
    case Collapse::automatic:
      return "auto";
    case Collapse::none:
      break;
  }
  return "none";
}

Drawing draw(const RenderInput& input) {
  const DiagramOptions& options = input.options.diagram;
  Drawing drawing = draft(input);
  drawing.theme = options.theme;
  if (options.failure != nullptr) {
    mark_failure(drawing, input.model, input.function, *options.failure);
  }
  restrict_scope(drawing, input.model, options);
  const bool asked = options.collapse != Collapse::automatic && options.collapse != Collapse::none;
  if (asked) {
    const std::string by(name_of(options.collapse));
    drawing.notes.push_back(collapse_parts(drawing, options.collapse)
                                ? "drawn together by " + by
                                : "nothing to draw together by " + by);
  }
  settle_frames(drawing);
  bundle_edges(drawing);
  settle_frames(drawing);
  return drawing;
}

}  // namespace cutpoint
