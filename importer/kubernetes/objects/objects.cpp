#include "importer/kubernetes/objects/objects.hpp"

#include <utility>

#include <fmt/format.h>

#include "importer/kubernetes/objects/shown_text.hpp"

namespace cutpoint::kubernetes {

namespace {

std::string object_key(std::string_view kind, std::string_view name_space, std::string_view name) {
  return fmt::format("{}\n{}\n{}", kind, name_space, name);
}

/// "apps" of "apps/v1", nothing of "v1".
std::string_view group_of(std::string_view api_version) {
  const std::size_t slash = api_version.find('/');
  return slash == std::string_view::npos ? std::string_view() : api_version.substr(0, slash);
}

/// "Deployment" of "DeploymentList", whose items say no kind of their own.
std::string_view item_kind(std::string_view list_kind) {
  constexpr std::string_view ending = "List";
  const bool is_typed = list_kind.size() > ending.size() && list_kind.ends_with(ending);
  return is_typed ? list_kind.substr(0, list_kind.size() - ending.size()) : std::string_view();
}

/// A workload that says no image is laid over another by a tool that was not run.
bool is_patch(const Object& object) {
  const Value pod = object.kind == "CronJob"
                        ? object.spec().at({"jobTemplate", "spec", "template", "spec"})
                        : object.spec().at({"template", "spec"});
  const Value containers = pod.find("containers");
  if (!object.spec().find("template").is_mapping() && object.kind != "Deployment" &&
      object.kind != "StatefulSet")
    return false;
  for (const Value container : containers.items()) {
    if (container.find("image")) return false;
  }
  return true;
}

}  // namespace

std::string_view namespace_or_default(std::string_view name_space) {
  return name_space.empty() ? std::string_view("default") : name_space;
}

Labels labels_of(const Value& mapping) {
  Labels labels;
  for (const documents::Entry entry : mapping.entries())
    labels.emplace(entry.key, entry.value.text());
  return labels;
}

void Objects::read_file(const std::string& path, FileAccess& access, SourceFiles& sources,
                        Diagnostics& diagnostics) {
  SourceFiles unshown = documents::unshown_beside(sources);
  const FileId file = documents::register_file(path, access, unshown, diagnostics);
  if (unshown.size() == sources.size()) return;  // it could not be read
  const std::string& text = unshown.text(FileId(sources.size()));
  if (!file.valid()) {
    (void)sources.add(path, text);
    return;
  }
  files_.push_back(file);
  const std::size_t errors = diagnostics.error_count();
  const std::size_t findings = diagnostics.all().size();
  documents::ValueTree tree = documents::read_documents(file, unshown, diagnostics);
  std::string shown = without_secrets(tree, text);
  if (diagnostics.all().size() > findings) shown = without_unread_secrets(std::move(shown));
  (void)sources.add(path, std::move(shown));
  if (diagnostics.error_count() > errors && text.find("{{") != std::string::npos) {
    diagnostics.info("unrendered-template", SourceSpan{file, 1, 1, 1}, "this file is a template")
        .help = "import what it makes: `helm template . | cutpoint import kubernetes -`";
  }
  add_tree(std::move(tree), diagnostics);
}

void Objects::read(const ImportInput& input, FileAccess& access, SourceFiles& sources,
                   Diagnostics& diagnostics) {
  for (const std::string& path : input.paths) read_file(path, access, sources, diagnostics);
  index(diagnostics);
}

void Objects::take(std::vector<documents::ValueTree> trees) {
  Diagnostics untold;  // who read the files tells of them
  for (documents::ValueTree& tree : trees) add_tree(std::move(tree), untold);
  index(untold);
}

void Objects::add_tree(documents::ValueTree tree, Diagnostics& diagnostics) {
  trees_.push_back(std::move(tree));
  const documents::ValueTree& kept = trees_.back();
  for (std::size_t i = 0; i < kept.document_count(); ++i) add(kept.document(i), "", diagnostics);
}

void Objects::add(const Value& document, std::string_view document_kind, Diagnostics& diagnostics) {
  struct Waiting {
    Value value;
    std::string_view kind;
  };
  std::vector<Waiting> waiting = {{document, document_kind}};  // taken from the back
  while (!waiting.empty()) {
    const auto [value, given_kind] = waiting.back();
    waiting.pop_back();
    if (!value) continue;  // an empty document
    const std::string_view own_kind = value.find("kind").text();
    const std::string_view kind = own_kind.empty() ? given_kind : own_kind;
    const Value items = value.find("items");
    if (items.is_list() && (value.is_mapping() && kind.ends_with("List"))) {
      std::vector<Value> list;
      for (const Value item : items.items()) list.push_back(item);
      for (auto item = list.rbegin(); item != list.rend(); ++item)
        waiting.push_back({*item, item_kind(kind)});
      continue;
    }
    const Value metadata = value.find("metadata");
    std::string_view name = metadata.find("name").text();
    if (name.empty()) name = metadata.find("generateName").text();
    if (kind.empty() || name.empty()) {
      const bool is_tool_file = !kind.empty();  // kustomization.yaml, kind's and kubeadm's files
      diagnostics.info("no-object", value.span(),
                       is_tool_file ? fmt::format("`{}` without a name is no object of a cluster "
                                                  "and is left out",
                                                  kind)
                                    : "this document is no object of a cluster: it has no `kind` "
                                      "and `metadata.name`, and is left out");
      continue;
    }
    const Value named = metadata.find("name");
    objects_.push_back({std::string(group_of(value.find("apiVersion").text())), std::string(kind),
                        std::string(name), std::string(metadata.find("namespace").text()), value,
                        named ? named.span() : value.span()});
  }
}

void Objects::index(Diagnostics& diagnostics) {
  std::vector<Object> kept;
  for (Object& object : objects_) {
    const std::string key =
        object_key(object.group + "/" + object.kind, object.name_space, object.name);
    const auto [known, added] = by_name_.emplace(key, kept.size());
    if (added) {
      kept.push_back(std::move(object));
      continue;
    }
    Object& earlier = kept[known->second];
    const bool later_is_patch = is_patch(object) && !is_patch(earlier);
    const Object& left = later_is_patch ? object : earlier;
    diagnostics
        .info("defined-twice", left.span,
              fmt::format("{} `{}` is defined twice: this one {}", object.kind, object.name,
                          later_is_patch ? "names no image, looks like a patch and is left out"
                                         : "is overruled by the later"))
        .notes.push_back({"the one that counts", later_is_patch ? earlier.span : object.span});
    if (!later_is_patch) earlier = std::move(object);
  }
  objects_ = std::move(kept);
  by_name_.clear();
  for (std::size_t i = 0; i < objects_.size(); ++i) {
    const Object& object = objects_[i];
    by_kind_[object.kind].push_back(i);
    by_name_.emplace(object_key(object.kind, object.name_space, object.name), i);
  }
}

std::vector<const Object*> Objects::of_kind(std::string_view kind) const {
  std::vector<const Object*> found;
  const auto known = by_kind_.find(kind);
  if (known == by_kind_.end()) return found;
  for (const std::size_t i : known->second) found.push_back(&objects_[i]);
  return found;
}

const Object* Objects::find(std::string_view kind, std::string_view name_space,
                            std::string_view name) const {
  auto known = by_name_.find(object_key(kind, name_space, name));
  if (known == by_name_.end() && name_space.empty())
    known = by_name_.find(object_key(kind, "default", name));
  // What is written without a namespace goes where the rest goes.
  if (known == by_name_.end()) known = by_name_.find(object_key(kind, "", name));
  return known == by_name_.end() ? nullptr : &objects_[known->second];
}

}  // namespace cutpoint::kubernetes
