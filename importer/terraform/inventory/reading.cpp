#include "importer/terraform/inventory/reading.hpp"

#include <cassert>

#include <fmt/format.h>

#include "importer/documents/read_documents.hpp"
#include "importer/terraform/inventory/manifest_texts.hpp"
#include "importer/terraform/inventory/plan_text.hpp"
#include "model/base/utf8.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;

constexpr std::string_view how_to_write =
    "`terraform show -json PLANFILE > plan.json` writes a plan, `terraform show -json` a state";

/// Excerpts come from `sources`, whose text is masked; the values from one with the same number
/// that nobody else sees.
std::unique_ptr<documents::ValueTree> read_values(const SourceFiles& sources,
                                                  const std::string& path, std::string text,
                                                  Diagnostics& diagnostics) {
  SourceFiles unmasked = documents::unshown_beside(sources);
  const FileId same = unmasked.add(path, std::move(text));
  return std::make_unique<documents::ValueTree>(
      documents::read_documents(same, unmasked, diagnostics));
}

void tell_text_around(const JsonExtent& extent, SourceSpan start, Diagnostics& diagnostics) {
  if (!extent.has_text_before && !extent.has_text_behind) return;
  const char* where = extent.has_text_before && extent.has_text_behind ? "before and behind"
                      : extent.has_text_before                         ? "before"
                                                                       : "behind";
  diagnostics.warning("text-around-json", start,
                      fmt::format("there is text {} the JSON of this file; it is not read", where));
}

bool is_log(Value root) {
  return root.find("@level") && root.find("@message");
}

/// Chooses the reader by what the document calls itself.
void read_by_form(Value root, const ResourceTypes& types, Inventory& inventory,
                  Diagnostics& diagnostics) {
  const auto version = root.find("version").whole_number();
  if (root.find("planned_values") || root.find("resource_changes")) {
    read_plan(root, types, inventory, diagnostics);
  } else if (root.find("format_version")) {
    read_shown_state(root, types, inventory, diagnostics);
  } else if (version == 4) {
    read_state(root, types, inventory, diagnostics);
  } else if (version == 3) {
    read_old_state(root, types, inventory, diagnostics);
  } else if (is_log(root)) {
    diagnostics
        .error("terraform-form", root.span(),
               "this is the log of `terraform plan -json`, which is no plan")
        .help = how_to_write;
  } else {
    diagnostics
        .error("terraform-form", root.span(),
               version ? fmt::format("states of version {} are not read, only 3 and 4", *version)
                       : "this is neither a plan nor a state")
        .help = how_to_write;
  }
}

/// Of the resources from `first` on.
void read_manifest_texts(std::size_t first, Inventory& inventory) {
  for (std::size_t i = first; i < inventory.resources.size(); ++i)
    read_manifest_text(inventory.resources[i], inventory);
}

/// Of the resources from `first` on.
void collect_secrets(std::size_t first, Inventory& inventory) {
  for (std::size_t i = first; i < inventory.resources.size(); ++i) {
    visit_secrets(inventory.resources[i], [&](std::string_view, Value value) {
      if (value.type() == documents::ValueType::text) inventory.secrets.add(value.text());
    });
  }
}

}  // namespace

Resource& add_resource(const std::string& address, Value at, const ResourceTypes& types,
                       Inventory& inventory) {
  const Address parts = parse_address(address);
  Resource resource;
  resource.address = address;
  resource.module = module_instance(parts);
  resource.block = block_address(parts);
  resource.type = parts.type;
  resource.name = parts.resource;
  resource.is_data = !parts.mode.empty();
  resource.row = &types.find(parts.type);
  resource.source = inventory.sources.size() - 1;
  resource.span = at.span();
  inventory.resources.push_back(std::move(resource));
  return inventory.resources.back();
}

void read_source(const std::string& path, const ResourceTypes& types, FileAccess& access,
                 SourceFiles& sources, Inventory& inventory, Diagnostics& diagnostics) {
  Result<std::string> text = read_utf8(access, path);
  if (!text) {
    diagnostics.error("unreadable-file", {}, fmt::format("{}: {}", path, text.error.message));
    return;
  }
  const JsonExtent extent = find_json(*text);
  if (extent.begin == extent.end) {
    diagnostics.error("terraform-form", {}, fmt::format("{}: there is no JSON in this file", path))
        .help = how_to_write;
    return;
  }
  std::string json = only_json(*text, extent);
  *text = std::string();
  // Registered at the end, when it is known what to hide in it.
  const FileId file(sources.size());
  std::string shown = masked(json);
  tell_text_around(extent, SourceSpan{file, 1, 1, 1}, diagnostics);
  Source source;
  source.file = file;
  source.tree = read_values(sources, path, std::move(json), diagnostics);
  if (source.tree->document_count() > 0) {
    const std::size_t first = inventory.resources.size();
    const Value root = source.tree->document(0);
    inventory.sources.push_back(std::move(source));
    read_by_form(root, types, inventory, diagnostics);
    read_manifest_texts(first, inventory);
    collect_secrets(first, inventory);
  }
  mask_secrets(shown, inventory.secrets);
  const FileId registered = sources.add(path, std::move(shown));
  assert(registered == file);
  (void)registered;
}

}  // namespace cutpoint::terraform
