#include "model/architecture/builder/kinds.hpp"

#include <fmt/format.h>

#include "model/base/meant_words.hpp"
#include "model/catalogue/kind_synonyms.hpp"

namespace cutpoint {

KindTable::KindTable(const Draft& draft, FigureChecks& figures, Diagnostics& diagnostics)
    : draft_(draft), figures_(figures), diagnostics_(diagnostics) {
  for (const Kind& kind : built_in_kinds()) {
    ids_.emplace(kind.name, kinds_.push_back(kind));
    declared_.push_back(nullptr);
    like_.push_back(KindId());
  }
  for (const DraftKind& written : draft_.kinds) declare(written);
  defaults_.resize(kinds_.size(), nullptr);
  read_defaults();
}

void KindTable::declare(const DraftKind& written) {
  if (const auto existing = find(written.name.value)) {
    const DraftKind* earlier = declared_[*existing];
    Diagnostic& found =
        diagnostics_.error("duplicate-name", written.name.span,
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
    if (const auto base = find(written.like->value)) {
      like = *base;
      kind = kinds_[like];
    } else {
      report_unknown(*written.like);
    }
  }
  kind.name = written.name.value;
  if (written.description) kind.description = written.description->value;
  take_shape(written, kind);
  figures_.note_unread(written.marks, written.figures);
  (void)figures_.check(written.figures);
  const std::string name = kind.name;
  ids_.emplace(name, kinds_.push_back(std::move(kind)));
  like_.push_back(like);
  declared_.push_back(&written);
}

void KindTable::take_shape(const DraftKind& written, Kind& kind) {
  if (!written.shape) return;
  if (const Shape* shape = find_shape(written.shape->value)) {
    kind.shape = *shape;
    return;
  }
  const auto names = shape_names();
  const auto near = nearest_name(written.shape->value, {names.begin(), names.end()});
  Diagnostic& found =
      diagnostics_.error("unknown-name", written.shape->span,
                         fmt::format("there is no shape `{}`", written.shape->value));
  if (near) {
    suggest(found, {*near});
  } else {
    found.help = fmt::format("shapes are {}", fmt::join(names, ", "));
  }
}

void KindTable::read_defaults() {
  for (const DraftDefaults& written : draft_.defaults) {
    if (const auto kind = find(written.kind.value)) {
      defaults_[*kind] = &written;
      figures_.note_unread(written.marks, written.figures);
      (void)figures_.check(written.figures);
      if (written.restart) figures_.check_restart(*written.restart);
    } else {
      report_unknown(written.kind);
    }
  }
}

KindId KindTable::resolve(const DraftComponent& written) {
  if (!written.kind) {
    if (written.marks.has("kind", KeyMark::unread)) return KindId();
    diagnostics_
        .error("missing-kind", written.name.span,
               fmt::format("component `{}` has no `kind`", written.name.value))
        .help = "say what it is, such as `kind: service`; `cutpoint kinds` lists them";
    return KindId();
  }
  if (const auto kind = find(written.kind->value)) return *kind;
  report_unknown(*written.kind);
  return KindId();
}

std::vector<const DraftFigures*> KindTable::figures_of(KindId kind) const {
  std::vector<const DraftFigures*> levels;
  for (; kind.valid(); kind = like_[kind]) {
    if (defaults_[kind] != nullptr) levels.push_back(&defaults_[kind]->figures);
    if (declared_[kind] != nullptr) levels.push_back(&declared_[kind]->figures);
  }
  return levels;
}

const Restart* KindTable::restart_of(const DraftComponent& written) const {
  if (written.restart) return &*written.restart;
  if (!written.kind) return nullptr;
  const auto kind = find(written.kind->value);
  if (!kind || defaults_[*kind] == nullptr || !defaults_[*kind]->restart) return nullptr;
  return &*defaults_[*kind]->restart;
}

std::optional<KindId> KindTable::find(const std::string& name) const {
  const auto found = ids_.find(name);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

void KindTable::report_unknown(const WrittenName& name) {
  if (draft_.kinds.empty() && draft_.marks.has("kinds", KeyMark::unread)) return;
  std::vector<std::string_view> names;
  for (const Kind& kind : kinds_) names.push_back(kind.name);
  Diagnostic& found = diagnostics_.error("unknown-kind", name.span,
                                         fmt::format("there is no kind `{}`", name.value));
  if (name.value.find("“") != std::string::npos || name.value.find("”") != std::string::npos) {
    found.help = "these are typographic quotes: write it with straight ones or none, `kind: vm`";
    return;
  }
  std::vector<std::string_view> meant = kinds_meant_by(name.value);
  if (meant.empty()) {
    if (const auto near = nearest_name(name.value, names)) {
      suggest(found, {*near});
      return;
    }
    meant = kinds_named_in(name.value);
  }
  if (meant.empty()) {
    found.help = "`cutpoint kinds` lists them; declare your own under `kinds:`";
    return;
  }
  suggest(found, {meant.begin(), meant.end()});
}

}  // namespace cutpoint
