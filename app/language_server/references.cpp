#include "app/language_server/references.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/language_server/markdown_texts.hpp"
#include "app/language_server/named_files.hpp"
#include "model/format/markdown/markdown.hpp"
#include "model/yaml/yaml_text.hpp"

namespace cutpoint {

namespace {

struct FoundName {
  std::string name;
  NameUse use;
  std::string file;  ///< where it is given, or used where it is given nowhere
  std::uint32_t line = 0;
};

/// What is meant at a place: by a model that is checked, as it is when last it could be read.
std::optional<FoundName> name_at(const std::string& path, TextPlace place, Workspace& workspace) {
  for (const CheckedRoot* root : workspace.roots_of(path)) {
    for (const CheckedModel& model : root->models) {
      const NameUse* use = use_at(model.uses, root->sources, path, place.line, place.column);
      if (use == nullptr) continue;
      const auto given = std::find_if(
          model.uses.begin(), model.uses.end(),
          [&](const NameUse& each) { return each.gives && mean_the_same(each, *use); });
      const SourceSpan& span = given == model.uses.end() ? use->span : given->span;
      return FoundName{use->name, *use, normal_path(root->sources.name(span.file)), span.line};
    }
  }
  return std::nullopt;
}

/// Whether a model of the folder means the same thing by it: it is given at the same place.
bool means(const CheckedModel& model, const SourceFiles& sources, const FoundName& found) {
  return std::any_of(model.uses.begin(), model.uses.end(), [&](const NameUse& use) {
    return mean_the_same(use, found.use) && use.span.line == found.line &&
           normal_path(sources.name(use.span.file)) == found.file;
  });
}

struct WantedUses {
  bool with_definition = true;
  bool with_claims = true;
};

std::vector<SourceSpan> spans_of(const CheckedRoot& folder, const FoundName& found,
                                 WantedUses wanted) {
  std::vector<SourceSpan> spans;
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> seen;
  for (const CheckedModel& model : folder.models) {
    if (!means(model, folder.sources, found)) continue;
    for (const NameUse& use : model.uses) {
      if (!mean_the_same(use, found.use) || (use.gives && !wanted.with_definition) ||
          (use.in_claim && !wanted.with_claims))
        continue;
      const std::string file = normal_path(folder.sources.name(use.span.file));
      if (seen.emplace(file, use.span.line, use.span.column).second) spans.push_back(use.span);
    }
  }
  return spans;
}

RpcJson locations_json(const std::vector<SourceSpan>& spans, const SourceFiles& sources) {
  RpcJson places = RpcJson::array();
  for (const SourceSpan& span : spans) {
    const auto path = normal_path(sources.name(span.file));
    places.push_back({{"uri", uri_of_path(path)}, {"range", range_json(span, sources)}});
  }
  return places;
}

void rename_in_markdown(const FoundName& found, const std::string& name, const CheckedRoot& folder,
                        const Workspace& workspace, RpcJson& changes) {
  std::vector<const CheckedModel*> models;
  for (const CheckedModel& model : folder.models) {
    if (means(model, folder.sources, found)) models.push_back(&model);
  }
  for (const std::string& file : folder.files) {
    if (!is_markdown_path(file)) continue;
    const std::string text = workspace.text_of(file);
    const TextRanges ranges(text);
    for (const std::size_t at : names_in_comments(file, text, found.name, models, folder.sources)) {
      changes[uri_of_path(file)].push_back(
          {{"range", ranges.range(at, at + found.name.size())}, {"newText", name}});
    }
  }
}

}  // namespace

RpcJson definition_json(const std::string& path, TextPlace place, Workspace& workspace) {
  if (const auto file = named_file_at(path, workspace.text_of(path), place)) {
    if (!workspace.files().read(*file).value) return nullptr;
    return RpcJson::array({{{"uri", uri_of_path(*file)}, {"range", whole_range_json("")}}});
  }
  const auto found = name_at(path, place, workspace);
  if (!found) return nullptr;
  for (const CheckedRoot* root : workspace.roots_of(path)) {
    for (const CheckedModel& model : root->models) {
      for (const NameUse& use : model.uses) {
        if (use.gives && mean_the_same(use, found->use)) {
          return locations_json({use.span}, root->sources);
        }
      }
    }
  }
  return nullptr;
}

RpcJson references_json(const std::string& path, TextPlace place, bool with_definition,
                        Workspace& workspace) {
  const auto found = name_at(path, place, workspace);
  if (!found) return nullptr;
  const auto folder = workspace.read_folder();
  return locations_json(spans_of(*folder, *found, {with_definition, true}), folder->sources);
}

RpcJson renamed_range_json(const std::string& path, TextPlace place, Workspace& workspace) {
  for (const CheckedRoot* root : workspace.roots_of(path)) {
    for (const CheckedModel& model : root->models) {
      const NameUse* use = use_at(model.uses, root->sources, path, place.line, place.column);
      if (use != nullptr) return range_json(use->span, root->sources);
    }
  }
  return nullptr;
}

RpcJson rename_json(const std::string& path, TextPlace place, const std::string& name,
                    Workspace& workspace) {
  const auto found = name_at(path, place, workspace);
  if (!found) throw RpcFailure{RpcError::request_failed, "there is no name here"};
  const bool is_one = !name.empty() && std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20;
  });
  if (!is_one) throw RpcFailure{RpcError::request_failed, "a name is a line of text, not empty"};
  const auto folder = workspace.read_folder();
  for (const CheckedModel& model : folder->models) {
    if (!means(model, folder->sources, *found)) continue;
    for (const NameUse& use : model.uses) {
      NameUse renamed = found->use;
      renamed.name = name;
      if (use.gives && mean_the_same(use, renamed)) {
        throw RpcFailure{RpcError::request_failed, fmt::format("there is `{}` already", name)};
      }
    }
  }
  RpcJson changes = RpcJson::object();
  // Names in comments are not quoted as those in YAML are.
  for (const SourceSpan& span : spans_of(*folder, *found, {true, false})) {
    const auto file = normal_path(folder->sources.name(span.file));
    changes[uri_of_path(file)].push_back(
        {{"range", range_json(span, folder->sources)}, {"newText", quoted_if_needed(name)}});
  }
  rename_in_markdown(*found, name, *folder, workspace, changes);
  return {{"changes", changes}};
}

}  // namespace cutpoint
