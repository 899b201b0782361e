#include "renderer/picture/draw.hpp"

#include "renderer/picture/collapse.hpp"
#include "renderer/picture/marks.hpp"
#include "renderer/picture/parts_of_model.hpp"
#include "renderer/picture/scope.hpp"

namespace cutpoint {

namespace {

Picture drafted(const RenderInput& input) {
  const AnalysedModel here{input.model, input.function, input.analysis};
  const DrawnChange* change = input.options.picture.change;
  if (change == nullptr) return draft_picture(here);
  return with_changes(draft_picture(change->before, &input.model),
                      draft_picture(here, &change->before.model), change->comparison);
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
