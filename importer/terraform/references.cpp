#include "importer/terraform/references.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "importer/evidence/addresses.hpp"
#include "importer/evidence/base64.hpp"
#include "importer/terraform/configuration.hpp"
#include "importer/terraform/identifiers.hpp"
#include "importer/terraform/instances.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;

constexpr std::size_t most_references = 4'000'000;
constexpr std::size_t longest_text = 65'536;

/// Texts in which programs are told where others are.
bool holds_addresses(std::string_view path) {
  constexpr std::array words = {std::string_view("environment"),
                                std::string_view("user_data"),
                                std::string_view("container"),
                                std::string_view("app_settings"),
                                std::string_view("metadata"),
                                std::string_view("startup_script"),
                                std::string_view("definition"),
                                std::string_view("setting"),
                                std::string_view("env"),
                                std::string_view("command"),
                                std::string_view("integration_uri"),
                                std::string_view("endpoint"),
                                std::string_view("custom_data"),
                                std::string_view("uri")};
  return std::any_of(words.begin(), words.end(), [path](std::string_view word) {
    return path.find(word) != std::string_view::npos;
  });
}

/// Whose pages a browser lets call here (CORS): these come to us, and we need none of them.
bool is_about_browsers(std::string_view path) {
  return path.starts_with("cors");
}

/// Remarks for people, who name what they like.
bool is_remark(std::string_view path) {
  const std::string_view last = path.substr(path.rfind('.') + 1);
  return last == "comment" || last == "description";
}

/// True for attributes that take one value: of several it means one of them.
bool takes_one(std::string_view attribute) {
  const std::string_view last = attribute.substr(attribute.rfind('.') + 1);
  if (last == "vpc_zone_identifier") return false;
  if (last == "address" || last == "alias") return true;
  return !last.empty() && last.back() != 's';
}

/// True where a setting of another is taken over: `engine = aws_rds_cluster.a.engine`.
bool is_copied(std::string_view attribute, std::string_view read) {
  constexpr std::array settings = {std::string_view("engine"), std::string_view("engine_version"),
                                   std::string_view("engine_mode"), std::string_view("name"),
                                   std::string_view("description")};
  return attribute == read && std::find(settings.begin(), settings.end(), read) != settings.end();
}

/// What a machine runs when it starts is carried encoded; empty where it stands as it is.
std::string script_in(std::string_view path, std::string_view text) {
  if (!path.ends_with("user_data") && !path.ends_with("custom_data") &&
      !path.ends_with("user_data_base64")) {
    return {};
  }
  std::string script = from_base64(text);
  // Archives, and words that happen to be of the alphabet, are no texts.
  const bool is_text = std::all_of(script.begin(), script.end(), [](unsigned char c) {
    return c >= ' ' || c == '\n' || c == '\t' || c == '\r';
  });
  return is_text ? script : std::string();
}

bool is_asked(Part part) {
  return part != Part::unknown && part != Part::settings && part != Part::permission;
}

/// In what a plan says of values that follow from the apply.
bool has_unknown_value(Value unknown) {
  std::vector<Value> open{unknown};
  while (!open.empty()) {
    const Value value = open.back();
    open.pop_back();
    if (value.text() == "true") return true;
    for (const Value item : value.items()) open.push_back(item);
    for (const documents::Entry entry : value.entries()) open.push_back(entry.value);
  }
  return false;
}

/// Attributes of some states were taken out; all that is left of a reference is a dependency.
bool says_little(const Resource& resource) {
  constexpr std::size_t few = 4;
  return resource.values.size() < few && !resource.dependencies.empty();
}

/// Programs whose states hold what they are told at their start only as a digest.
bool is_told_when_started(const Resource& resource) {
  const bool is_template = resource.type.find("launch_") != std::string::npos ||
                           resource.type.find("_template") != std::string::npos;
  return is_template ||
         (resource.row->part == Part::component && resource.row->role == Role::inner);
}

class ReferenceFinder {
 public:
  ReferenceFinder(const Inventory& inventory, const ResourceTypes& types)
      : inventory_(inventory), types_(types), identifiers_(inventory), instances_(inventory) {
    for (const Source& source : inventory.sources)
      configurations_.emplace_back(source.configuration);
  }

  References run() {
    for (std::size_t i = 0; i < inventory_.resources.size() && !found_.cut_short; ++i) {
      if (!is_asked(inventory_.resources[i].row->part)) continue;
      matched_.clear();
      named_.clear();
      by_values(i);
      by_secrets(i);
      by_expressions(i);
      note_dynamic_blocks(i);
      const Resource& resource = inventory_.resources[i];
      if (says_little(resource)) {
        by_dependencies(i, false);
      } else if (is_told_when_started(resource)) {
        by_dependencies(i, true);
      }
    }
    found_.cut_short = found_.cut_short || instances_.is_cut_short();
    return std::move(found_);
  }

 private:
  void by_values(std::size_t from) {
    const Resource& resource = inventory_.resources[from];
    visit_scalars(resource, [&](std::string_view path, Value value) {
      const bool has_rule = types_.has_rule(resource.type, path);
      if (value.type() != documents::ValueType::text ||
          (is_own_attribute(resource.type, path) && !has_rule))
        return;
      if (is_about_browsers(path) || is_remark(path)) return;
      const std::string_view text = value.text();
      if (text.size() < 2 || text.size() > longest_text) return;
      std::size_t target = identifiers_.find(text, path, from, has_rule);
      if (target == Identifiers::none && text.find_first_of(" {\"") == std::string_view::npos)
        target = identifiers_.find_host(text);
      if (target != Identifiers::none) {
        add(from, target, std::string(path), Proof::value, value.span());
        return;
      }
      if (has_rule || holds_addresses(path)) by_text(from, path, value);
    });
  }

  /// The ARN that a text begins with; that of a function with how it is called, or with an alias.
  [[nodiscard]] std::size_t meant_by_arn(std::string_view text, std::string_view path,
                                         std::size_t from) const {
    std::string_view arn = text.substr(0, text.find_first_of("\"' \n,\\]"));
    arn = arn.substr(0, arn.find("/invocations"));
    const std::size_t target = identifiers_.find(arn, path, from, true);
    if (target != Identifiers::none || arn.rfind(':') == std::string_view::npos) return target;
    return identifiers_.find(arn.substr(0, arn.rfind(':')), path, from, true);
  }

  /// A connection string is a secret; that a known host stands in it is none.
  void by_secrets(std::size_t from) {
    visit_secrets(inventory_.resources[from], [&](std::string_view path, Value value) {
      if (value.type() != documents::ValueType::text || value.text().size() > longest_text) return;
      const std::string script = script_in(path, value.text());
      if (!script.empty()) by_lone_hosts(from, path, script, value.span());
      for (const cutpoint::Address& address :
           addresses_in(script.empty() ? value.text() : std::string_view(script))) {
        const std::size_t target = identifiers_.find_host(address.host);
        if (target != Identifiers::none)
          add(from, target, std::string(path), Proof::address, value.span());
      }
    });
  }

  /// Identifiers and hosts within a longer text: definitions in JSON, connection strings, scripts.
  void by_text(std::size_t from, std::string_view path, Value value) {
    const std::string script = script_in(path, value.text());
    const std::string_view text = script.empty() ? value.text() : std::string_view(script);
    for (std::size_t at = text.find("arn:"); at != std::string_view::npos;
         at = text.find("arn:", at + 4)) {
      const std::size_t target = meant_by_arn(text.substr(at), path, from);
      if (target != Identifiers::none)
        add(from, target, std::string(path), Proof::value, value.span());
    }
    if (!holds_addresses(path)) return;
    by_lone_hosts(from, path, text, value.span());
    for (const cutpoint::Address& address : addresses_in(text)) {
      std::size_t target = identifiers_.find_host(address.host);
      if (target == Identifiers::none) target = identifiers_.find_neighbour(address.host, from);
      if (target != Identifiers::none && target != from) {
        add(from, target, std::string(path), Proof::address, value.span());
      } else if (target == Identifiers::none && address.host.find('.') != std::string::npos) {
        found_.foreign.push_back(
            {from, normalised_host(address.host), address.port, std::string(path), value.span()});
      }
    }
  }

  /// `"value":"cache.example.net"` of a definition in JSON, `DB_HOST=db.example.net` of a script,
  /// `files.example.net:/share` that is mounted: a host of these files may stand alone.
  void by_lone_hosts(std::size_t from, std::string_view path, std::string_view text,
                     SourceSpan span) {
    constexpr std::string_view marks = " \t\r\n\"'=,;`()<>";
    for (std::size_t open = text.find_first_not_of(marks); open != std::string_view::npos;) {
      const std::size_t close = std::min(text.find_first_of(marks, open), text.size());
      const std::string_view word = text.substr(open, close - open);
      open = text.find_first_not_of(marks, close);
      if (word.find('.') == std::string_view::npos) continue;
      const std::size_t target = identifiers_.find_host(word.substr(0, word.find(":/")));
      if (target != Identifiers::none) add(from, target, std::string(path), Proof::address, span);
    }
  }

  void by_expressions(std::size_t from) {
    const Resource& resource = inventory_.resources[from];
    Configuration& configuration = configurations_[resource.source];
    // Blocks of one kind share a path: only what values said before counts as known.
    const std::unordered_set<std::string> known = matched_;
    for (const AttributeReferences& attribute : configuration.references(resource.block)) {
      if (attribute.blocks.empty()) {
        if (attribute.has_locals && !known.contains(attribute.attribute)) ++found_.hidden_by_locals;
        continue;
      }
      if (known.contains(attribute.attribute) || is_about_browsers(attribute.attribute)) continue;
      for (const BlockReference& block : attribute.blocks) {
        // A network says where others lie; anything else is asked for its place by chance.
        const std::string type = parse_address(block.block).type;
        if (block.says_where && types_.find(type).part != Part::place) continue;
        if (!resource.is_data && is_copied(attribute.attribute, block.attribute)) continue;
        for (const std::size_t target :
             instances_.meant(from, block, attribute.by_position, takes_one(attribute.attribute)))
          add(from, target, attribute.attribute, Proof::expression, resource.span);
      }
    }
  }

  /// Of blocks that `dynamic` makes a plan shows what is known, and never their expressions.
  void note_dynamic_blocks(std::size_t from) {
    const Resource& resource = inventory_.resources[from];
    const Value written = configurations_[resource.source].expressions(resource.block);
    if (!written) return;
    for (const documents::Entry block : resource.unknown.entries()) {
      const bool is_made = block.value.is_list() && !written.find(block.key);
      if (is_made && has_unknown_value(block.value)) ++found_.hidden_by_dynamic;
    }
  }

  /// Of what a state lists, what another of the listed ones lists too is a need of that one.
  void by_dependencies(std::size_t from, bool only_data) {
    const Resource& resource = inventory_.resources[from];
    std::vector<std::vector<std::size_t>> listed;
    std::unordered_set<std::string> indirect;
    for (const std::string_view text : resource.dependencies) {
      listed.push_back(instances_.listed(from, text));
      if (listed.back().empty() && !parse_address(text).type.empty()) ++found_.dangling;
      if (listed.back().empty()) continue;
      const Resource& first = inventory_.resources[listed.back().front()];
      for (const std::string_view below : first.dependencies) {
        for (const std::size_t target : instances_.listed(listed.back().front(), below)) {
          if (inventory_.resources[target].block != first.block)
            indirect.insert(inventory_.resources[target].block);
        }
      }
    }
    for (const std::vector<std::size_t>& targets : listed) {
      for (const std::size_t target : targets) {
        const Resource& other = inventory_.resources[target];
        if (indirect.contains(other.block)) continue;
        const bool is_data = other.row->part == Part::component && keeps_data(other.row->role);
        if (!only_data) add(from, target, "", Proof::dependency, resource.span);
        if (only_data && is_data && !named_.contains(target))
          add(from, target, "", Proof::listed, resource.span);
      }
    }
  }

  void add(std::size_t from, std::size_t to, std::string attribute, Proof proof, SourceSpan span) {
    if (from == to) return;
    if (found_.all.size() >= most_references) {
      found_.cut_short = true;
      return;
    }
    matched_.insert(attribute);
    named_.insert(to);
    found_.all.push_back({from, to, std::move(attribute), proof, span});
  }

  const Inventory& inventory_;
  const ResourceTypes& types_;
  Identifiers identifiers_;
  Instances instances_;
  std::vector<Configuration> configurations_;
  std::unordered_set<std::string> matched_;  ///< attributes of the present resource
  std::unordered_set<std::size_t> named_;    ///< by it
  References found_;
};

}  // namespace

References find_references(const Inventory& inventory, const ResourceTypes& types) {
  return ReferenceFinder(inventory, types).run();
}

}  // namespace cutpoint::terraform
