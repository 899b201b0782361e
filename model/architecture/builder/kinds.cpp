#include <fmt/format.h>

#include "model/architecture/builder/builder.hpp"

namespace cutpoint {

void ModelBuilder::add_kinds() {
  for (const Kind& kind : built_in_kinds()) {
    kind_ids_.emplace(kind.name, model_.kinds.push_back(kind));
    declared_.push_back(nullptr);
    like_.push_back(KindId());
  }
  for (const DraftKind& written : draft_.kinds) add_kind(written);
  defaults_.resize(model_.kinds.size(), nullptr);
}

void ModelBuilder::add_kind(const DraftKind& written) {
  if (const auto existing = find_kind(written.name.value)) {
    const DraftKind* earlier = declared_[*existing];
    Diagnostic& found = error("duplicate-name", written.name.span,
                              fmt::format("kind `{}` exists already", written.name.value));
    if (earlier != nullptr) {
      found.notes.push_back({"first defined here", earlier->name.span});
    } else {
      found.help = fmt::format("it is built in; give it other figures under `defaults: {{{}: …}}`",
                               written.name.value);
    }
    return;
  }
  Kind kind;
  KindId like;
  kind.mtbf = Duration::never();
  if (written.like) {
    if (const auto base = find_kind(written.like->value)) {
      like = *base;
      kind = model_.kinds[like];
    } else {
      unknown_kind(*written.like);
    }
  }
  kind.name = written.name.value;
  if (written.description) kind.description = written.description->value;
  if (written.shape) {
    if (const Shape* shape = find_shape(written.shape->value)) {
      kind.shape = *shape;
    } else {
      const auto names = shape_names();
      const auto near = nearest_name(written.shape->value, {names.begin(), names.end()});
      error("unknown-name", written.shape->span,
            fmt::format("there is no shape `{}`", written.shape->value))
          .help = near ? fmt::format("did you mean `{}`?", *near)
                       : fmt::format("shapes are {}", fmt::join(names, ", "));
    }
  }
  note_unread_figures(written.marks, written.figures);
  (void)check_figures(written.figures);
  const std::string name = kind.name;
  kind_ids_.emplace(name, model_.kinds.push_back(std::move(kind)));
  like_.push_back(like);
  declared_.push_back(&written);
}

void ModelBuilder::read_defaults() {
  for (const DraftDefaults& written : draft_.defaults) {
    if (const auto kind = find_kind(written.kind.value)) {
      defaults_[*kind] = &written;
      note_unread_figures(written.marks, written.figures);
      (void)check_figures(written.figures);
      if (written.restart) check_restart(*written.restart);
    } else {
      unknown_kind(written.kind);
    }
  }
}

KindId ModelBuilder::resolve_kind(const DraftComponent& written) {
  if (!written.kind) {
    if (written.marks.has("kind", KeyMark::unread)) return KindId();
    error("missing-kind", written.name.span,
          fmt::format("component `{}` has no `kind`", written.name.value))
        .help = "say what it is, such as `kind: service`; `cutpoint kinds` lists them";
    return KindId();
  }
  if (const auto kind = find_kind(written.kind->value)) return *kind;
  unknown_kind(*written.kind);
  return KindId();
}

std::optional<KindId> ModelBuilder::find_kind(const std::string& name) const {
  const auto found = kind_ids_.find(name);
  if (found == kind_ids_.end()) return std::nullopt;
  return found->second;
}

void ModelBuilder::unknown_kind(const WrittenName& name) {
  if (draft_.kinds.empty() && draft_.marks.has("kinds", KeyMark::unread)) return;
  std::vector<std::string_view> names;
  for (const Kind& kind : model_.kinds) names.push_back(kind.name);
  const auto near = nearest_name(name.value, names);
  Diagnostic& found =
      error("unknown-kind", name.span, fmt::format("there is no kind `{}`", name.value));
  found.help = near ? fmt::format("did you mean `{}`?", *near)
                    : "`cutpoint kinds` lists them; declare your own under `kinds:`";
  if (near) found.fix = FixIt{name.span, *near};
}

}  // namespace cutpoint
