// Plans and states as `terraform show -json` writes them, format versions 0.1 to 1.x:
// https://developer.hashicorp.com/terraform/internals/json-format
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "importer/terraform/inventory/reading.hpp"
#include "model/base/name_list.hpp"
#include "model/base/passwords.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;

bool is_yes(const Value& value) {
  return value.boolean().value_or(false);
}

Action action_of(Value actions) {
  bool creates = false;
  bool deletes = false;
  bool updates = false;
  for (const Value action : actions.items()) {
    creates = creates || action.text() == "create";
    deletes = deletes || action.text() == "delete";
    updates = updates || action.text() == "update";
  }
  if (creates && deletes) return Action::replace;
  if (creates) return Action::create;
  if (deletes) return Action::destroy;
  return updates ? Action::update : Action::none;
}

/// All resources of a module and of those in it, in the order of the file.
std::vector<Value> resources_below(Value root_module) {
  std::vector<Value> found;
  std::vector<Value> open{root_module};
  while (!open.empty()) {
    const Value module = open.back();
    open.pop_back();
    for (const Value resource : module.find("resources").items()) found.push_back(resource);
    const std::size_t first = open.size();
    for (const Value child : module.find("child_modules").items()) open.push_back(child);
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
  }
  return found;
}

/// One list of addresses a finding, cut where it grows long.
struct Told {
  std::vector<std::string> addresses;
  SourceSpan first;

  void add(const std::string& address, SourceSpan span) {
    if (addresses.empty()) first = span;
    addresses.push_back(fmt::format("`{}`", address));
  }
  [[nodiscard]] std::string list() const {
    constexpr std::size_t shown = 5;
    return first_names(addresses, shown);
  }
};

class PlanReader {
 public:
  PlanReader(const ResourceTypes& types, Inventory& inventory, Diagnostics& diagnostics)
      : types_(types), inventory_(inventory), diagnostics_(diagnostics) {}

  void read_plan(Value root) {
    check_version(root);
    Source& source = inventory_.sources.back();
    source.configuration = root.find("configuration");
    source.variables = root.find("variables");
    read_secrets_of_root(root);
    read_changes(root.find("resource_changes"));
    const Value planned = root.at({"planned_values", "root_module"});
    for (const Value resource : resources_below(planned)) add(resource);
    const bool partial = is_partial(root);
    for (const Value resource : resources_below(root.at({"prior_state", "values", "root_module"})))
      add_prior(resource, partial);
    if (!planned) add_changes_alone(root.find("resource_changes"));
    tell_changes();
    tell_drift(root.find("resource_drift"));
  }

  void read_shown_state(Value root) {
    check_version(root);
    read_secret_outputs(root.at({"values", "outputs"}));
    for (const Value resource : resources_below(root.at({"values", "root_module"}))) add(resource);
  }

 private:
  void check_version(Value root) {
    const Value written = root.find("format_version");
    const std::string_view version = written.text();
    if (version.empty() || version.substr(0, 2) == "0." || version.substr(0, 2) == "1." ||
        version == "1")
      return;
    diagnostics_.warning("terraform-version", written.span(),
                         "this format version is newer than 1.x: what it adds is not read");
  }

  void read_secret_outputs(Value outputs) {
    for (const documents::Entry output : outputs.entries()) {
      if (is_yes(output.value.find("sensitive"))) add_secret(output.value.find("value"));
    }
  }

  void read_secrets_of_root(Value root) {
    read_secret_outputs(root.at({"planned_values", "outputs"}));
    read_secret_outputs(root.at({"prior_state", "values", "outputs"}));
    const Value declared = root.at({"configuration", "root_module", "variables"});
    for (const documents::Entry variable : root.find("variables").entries()) {
      if (is_yes(declared.find(variable.key).find("sensitive")) || names_secret(variable.key))
        add_secret(variable.value.find("value"));
    }
  }

  void add_secret(Value value) { add_secret_value(value, inventory_.secrets); }

  void read_changes(Value changes) {
    for (const Value change : changes.items()) {
      if (change.find("deposed")) continue;
      changes_[change.find("address").text()] = change;
    }
  }

  void add(Value written) {
    const std::string address(written.find("address").text());
    if (address.empty() || is_deposed(written, address)) return;
    if (!seen_.insert(address).second) return;
    Resource& resource = add_resource(address, written.find("address"), types_, inventory_);
    resource.values = written.find("values");
    if (const Value mask = written.find("sensitive_values")) resource.masks.push_back(mask);
    for (const Value dependency : written.find("depends_on").items())
      resource.dependencies.push_back(dependency.text());
    const auto change = changes_.find(address);
    if (change == changes_.end()) return;
    const Value details = change->second.find("change");
    resource.unknown = details.find("after_unknown");
    if (const Value mask = details.find("after_sensitive")) resource.masks.push_back(mask);
    if (const Value mask = details.find("before_sensitive")) resource.masks.push_back(mask);
    resource.action = action_of(details.find("actions"));
  }

  bool is_deposed(Value written, const std::string& address) {
    if (!written.find("deposed_key")) return false;
    deposed_.add(address, written.span());
    return true;
  }

  /// Data sources stand in the prior state. What else stands only there is destroyed, unless the
  /// plan is partial and says nothing of it.
  void add_prior(Value written, bool partial) {
    const std::string address(written.find("address").text());
    const bool is_data = written.find("mode").text() == "data";
    if (!is_data && (!partial || changes_.contains(address))) return;
    add(written);
  }

  /// Plans of old programs, and excerpts, that have changes and no planned values.
  void add_changes_alone(Value changes) {
    for (const Value change : changes.items()) {
      const Value details = change.find("change");
      if (action_of(details.find("actions")) == Action::destroy || !details.find("after")) continue;
      add(change);
      if (!inventory_.resources.empty() &&
          inventory_.resources.back().address == change.find("address").text())
        inventory_.resources.back().values = details.find("after");
    }
  }

  bool is_partial(Value root) {
    const Value errored = root.find("errored");
    const Value complete = root.find("complete");
    if (is_yes(errored)) {
      diagnostics_
          .warning("partial-plan", errored.span(),
                   "planning ended with an error: resources are missing from this plan")
          .help = "what is not in it is not in the model; plan again and import the whole";
    } else if (complete && !is_yes(complete)) {
      diagnostics_.warning("partial-plan", complete.span(),
                           "this plan is not complete: some changes are put off or targeted");
    }
    if (const std::size_t put_off = root.find("deferred_changes").size(); put_off > 0) {
      diagnostics_.warning("partial-plan", root.find("deferred_changes").span(),
                           fmt::format("{} changes are put off to a later plan", put_off));
    }
    return is_yes(errored) || (complete && !is_yes(complete));
  }

  void tell_changes() {
    Told destroyed;
    Told replaced;
    Told moved;
    for (const Resource& resource : inventory_.resources) {
      const auto change = changes_.find(resource.address);
      if (change == changes_.end()) continue;
      if (resource.action == Action::replace) replaced.add(resource.address, resource.span);
      const Value previous = change->second.find("previous_address");
      if (previous) {
        moved.add(fmt::format("{} to {}", previous.text(), resource.address),
                  change->second.span());
      }
    }
    for (const auto& [address, change] : changes_) {
      if (action_of(change.at({"change", "actions"})) == Action::destroy)
        destroyed.add(std::string(address), change.span());
    }
    std::sort(destroyed.addresses.begin(), destroyed.addresses.end());
    tell("destroyed", destroyed, "destroyed by this plan and left out");
    tell("replaced", replaced, "replaced by this plan: down in between, and in the model after");
    tell("moved", moved, "moved by this plan");
    tell("deposed", deposed_, "deposed: replaced, and only waiting to be destroyed");
  }

  void tell_drift(Value drift) {
    Told drifted;
    for (const Value change : drift.items())
      drifted.add(std::string(change.find("address").text()), change.span());
    tell("drifted", drifted, "changed outside of this configuration since it was applied");
  }

  void tell(std::string_view rule, const Told& told, std::string_view what) {
    if (told.addresses.empty()) return;
    const std::size_t count = told.addresses.size();
    diagnostics_.info(rule, told.first,
                      fmt::format("{} resource{} {} {}: {}", count, count == 1 ? "" : "s",
                                  count == 1 ? "is" : "are", what, told.list()));
  }

  const ResourceTypes& types_;
  Inventory& inventory_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string_view, Value> changes_;
  std::unordered_set<std::string> seen_;
  Told deposed_;
};

}  // namespace

void read_plan(Value root, const ResourceTypes& types, Inventory& inventory,
               Diagnostics& diagnostics) {
  PlanReader(types, inventory, diagnostics).read_plan(root);
}

void read_shown_state(Value root, const ResourceTypes& types, Inventory& inventory,
                      Diagnostics& diagnostics) {
  PlanReader(types, inventory, diagnostics).read_shown_state(root);
}

}  // namespace cutpoint::terraform
