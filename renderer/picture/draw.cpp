#include "renderer/picture/draw.hpp"

#include <set>
#include <string_view>

#include "renderer/picture/collapse.hpp"
#include "renderer/picture/marks.hpp"
#include "renderer/picture/parts_of_model.hpp"
#include "renderer/picture/scope.hpp"
#include "renderer/statements/picture_words.hpp"

namespace cutpoint {

namespace {

Picture drafted(const RenderInput& input) {
  const AnalysedModel here{input.model, input.function, input.analysis};
  const DrawnChange* change = input.options.picture.change;
  if (change == nullptr) return draft_picture(here);
  return with_changes(draft_picture(change->before, &input.model),
                      draft_picture(here, &change->before.model), change->comparison);
}

/// The journeys that are drawn.
std::vector<JourneyId> drawn_journeys(const Picture& picture, const Model& model) {
  std::set<std::string_view> keys;
  for (const Picture::Node& node : picture.nodes) {
    if (node.role == Picture::NodeRole::journey) keys.insert(node.key);
  }
  std::vector<JourneyId> drawn;
  for (std::size_t i = 0; i < model.journeys.size(); ++i) {
    if (keys.contains("journey " + model.journeys[JourneyId(i)].name)) drawn.emplace_back(i);
  }
  return drawn;
}

}  // namespace

Picture whole_picture(const RenderInput& input) {
  const PictureOptions& options = input.options.picture;
  Picture picture = drafted(input);
  picture.theme = options.theme;
  if (options.failure != nullptr) {
    mark_failure(picture, input.model, input.function, *options.failure);
  }
  restrict_scope(picture, input.model, options);
  picture.statements = picture_statements(input, drawn_journeys(picture, input.model),
                                          picture.subject == Picture::Subject::single_points);
  return picture;
}

Picture draw(const RenderInput& input) {
  const PictureOptions& options = input.options.picture;
  Picture picture = whole_picture(input);
  const bool asked = options.collapse != Collapse::automatic && options.collapse != Collapse::none;
  if (asked) {
    const std::string by(name_of(options.collapse));
    picture.notes.push_back(collapse_parts(picture, options.collapse)
                                ? "drawn together by " + by
                                : "nothing to draw together by " + by);
  }
  settle_frames(picture);
  bundle_edges(picture);
  settle_frames(picture);
  return picture;
}

}  // namespace cutpoint
