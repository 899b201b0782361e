// The grammar of `needs` and `depends_on`.
#include <fmt/format.h>

#include "model/format/codec/codec.hpp"
#include "model/format/codec/key_synonyms.hpp"

namespace cutpoint {

namespace {

using Form = DraftRequirement::Form;

struct FormKey {
  std::string_view key;
  Form form;
};

// `of` belongs to `at_least`, or to `quorum`.
constexpr FormKey form_keys[] = {
    {"component", Form::component}, {"any_of", Form::any_of},       {"all_of", Form::all_of},
    {"of", Form::at_least},         {"connected", Form::connected},
};

const std::vector<std::string_view> requirement_keys = {
    "component", "any_of", "all_of",   "at_least", "quorum",   "of",
    "connected", "soft",   "fallback", "failover", "inferred", "needed"};

class RequirementReader {
 public:
  explicit RequirementReader(NodeReader& reader) : reader_(reader), document_(reader.document()) {}

  void read_list(YamlNodeId node, std::vector<DraftRequirement>& requirements) {
    const bool single = document_.type(node) != YamlType::sequence;
    const auto items = single ? std::vector<YamlNodeId>{node} : document_.items(node);
    for (const YamlNodeId item : items) {
      if (auto requirement = read(item)) requirements.push_back(std::move(*requirement));
    }
  }

 private:
  std::optional<DraftRequirement> read(YamlNodeId node) {
    const std::size_t errors = reader_.error_count();
    DraftRequirement requirement;
    requirement.span = reader_.span(node);
    if (document_.type(node) == YamlType::scalar) {
      auto name = reader_.name(node);
      if (!name) return std::nullopt;
      requirement.component = std::move(*name);
      return requirement;
    }
    if (document_.type(node) != YamlType::mapping) {
      reader_.error("wrong-type", node, "expected a name, or a mapping such as {any_of: [a, b]}")
          .help =
          "entries are names, {any_of: […]}, {all_of: […]}, {at_least: 2, of: […]}, "
          "{component: x, soft: true}, {component: x, fallback: 95%}, {connected: [a, b]}";
      return std::nullopt;
    }
    if (!read_form(node, requirement)) return std::nullopt;
    for (const auto& entry : document_.entries(node)) read_modifier(entry, requirement);
    requirement.unread = reader_.error_count() > errors;
    return requirement;
  }

  /// What the entry asks for; exactly one key says so.
  bool read_form(YamlNodeId node, DraftRequirement& requirement) {
    const FormKey* found = nullptr;
    for (const auto& entry : document_.entries(node)) {
      for (const FormKey& form : form_keys) {
        if (document_.text(entry.key) != form.key) continue;
        if (found != nullptr) {
          reader_
              .error("conflicting-requirement", entry.key,
                     fmt::format("`{}` and `{}` cannot stand in one entry", found->key, form.key))
              .help = "write two entries";
          return false;
        }
        found = &form;
        requirement.form = form.form;
        read_value(entry.value, requirement);
      }
    }
    if (found != nullptr) return true;
    for (const auto& entry : document_.entries(node)) {
      const std::string_view key = document_.text(entry.key);
      if (key == "at_least" || key == "quorum") {
        const char* value = key == "quorum" ? "majority" : "2";
        reader_.error("missing-key", entry.key, fmt::format("`{}` needs `of`: the members", key))
            .help = fmt::format("such as {{{}: {}, of: [a, b, c]}}", key, value);
        return false;
      }
      if (std::find(requirement_keys.begin(), requirement_keys.end(), key) ==
          requirement_keys.end()) {
        report_unknown(entry.key);
        return false;
      }
    }
    reader_.error("missing-key", node, "the entry does not say what is needed").help =
        "start it with component, any_of, all_of, at_least, quorum or connected";
    return false;
  }

  /// Where it is like no key, it is the name of a component that stands as one.
  void report_unknown(YamlNodeId key) {
    const std::string_view written = document_.text(key);
    if (written.empty() || !key_meant_by(written, requirement_keys).empty() ||
        nearest_name(written, requirement_keys)) {
      reader_.unknown_key(key, requirement_keys, "a requirement");
      return;
    }
    reader_.error("unknown-key", key, fmt::format("`{}` is no key of a requirement", written))
        .help =
        "an entry is a name, as in `[a, b]`, or says how it is needed: `{component: a, soft: "
        "true}`, `{any_of: [a, b]}`";
  }

  void read_value(YamlNodeId node, DraftRequirement& requirement) {
    switch (requirement.form) {
      case Form::component:
        if (auto name = reader_.name(node)) requirement.component = std::move(*name);
        return;
      case Form::connected:
        if (!reader_.expect(node, YamlType::sequence, "a list of names")) return;
        for (const YamlNodeId item : document_.items(node)) {
          if (auto name = reader_.name(item)) requirement.ends.push_back(std::move(*name));
        }
        return;
      default:
        read_members(node, requirement.members);
    }
  }

  void read_members(YamlNodeId node, DraftMembers& members) {
    members.span = reader_.span(node);
    if (document_.type(node) == YamlType::mapping && document_.find(node, "label").valid()) {
      DraftNames selection;
      Codec<DraftNames>::read(reader_, node, selection);
      members.labels = std::move(selection.labels);
      return;
    }
    if (!reader_.expect(node, YamlType::sequence, "a list of members", "such as [a, b]")) return;
    // Nesting is limited by the YAML reader, so this recursion is shallow.
    read_list(node, members.entries.made());
  }

  void read_modifier(const YamlDocument::Entry& entry, DraftRequirement& requirement) {
    const std::string_view key = document_.text(entry.key);
    if (document_.type(entry.value) == YamlType::null) return;
    if (key == "soft") {
      Codec<Boxed<Spanned<bool>>>::read(reader_, entry.value, requirement.soft);
    } else if (key == "fallback") {
      Codec<Boxed<Spanned<Probability>>>::read(reader_, entry.value, requirement.fallback);
    } else if (key == "inferred") {
      Codec<Boxed<Spanned<std::string>>>::read(reader_, entry.value, requirement.inferred);
    } else if (key == "needed") {
      Codec<Boxed<Spanned<bool>>>::read(reader_, entry.value, requirement.needed);
      if (requirement.form != Form::component) {
        reader_.error("conflicting-requirement", entry.key, "`needed` goes with `component`");
      }
    } else if (key == "failover") {
      Codec<Boxed<Failover>>::read(reader_, entry.value, requirement.failover);
    } else if (key == "at_least") {
      Codec<Boxed<Spanned<std::uint32_t>>>::read(reader_, entry.value, requirement.at_least);
      if (requirement.form != Form::at_least) {
        reader_.error("conflicting-requirement", entry.key, "`at_least` goes with `of`");
      }
    } else if (key == "quorum") {
      Codec<Boxed<Spanned<Quorum>>>::read(reader_, entry.value, requirement.quorum);
      if (requirement.form != Form::at_least) {
        reader_.error("conflicting-requirement", entry.key, "`quorum` goes with `of`");
      }
    } else if (std::find(requirement_keys.begin(), requirement_keys.end(), key) ==
                   requirement_keys.end() &&
               !NodeReader::is_free(key)) {
      reader_.unknown_key(entry.key, requirement_keys, "a requirement");
    }
  }

  NodeReader& reader_;
  const YamlDocument& document_;
};

YamlText write_members(const DraftMembers& members) {
  if (!members.labels.empty()) {
    DraftNames selection;
    selection.labels = members.labels;
    return Codec<DraftNames>::write(selection);
  }
  YamlText list = Codec<std::vector<DraftRequirement>>::write(members.entries.all());
  return list.is_nothing() ? YamlText::flow_list() : list;
}

YamlText write_requirement(const DraftRequirement& requirement) {
  const bool plain = !requirement.soft && !requirement.fallback && !requirement.failover &&
                     !requirement.inferred && !requirement.needed;
  if (requirement.form == Form::component && plain) {
    return YamlText::scalar(requirement.component.value);
  }
  YamlText entry = YamlText::mapping();
  if (requirement.at_least) {
    entry.add("at_least", Codec<Boxed<Spanned<std::uint32_t>>>::write(requirement.at_least));
  }
  if (requirement.quorum) {
    entry.add("quorum", Codec<Boxed<Spanned<Quorum>>>::write(requirement.quorum));
  }
  for (const FormKey& form : form_keys) {
    if (form.form != requirement.form) continue;
    if (form.form == Form::component) {
      entry.add("component", YamlText::scalar(requirement.component.value));
    } else if (form.form == Form::connected) {
      entry.add("connected", Codec<RareList<WrittenName>>::write(requirement.ends));
    } else {
      entry.add(std::string(form.key), write_members(requirement.members));
    }
  }
  const auto add = [&entry](const char* key, YamlText value) {
    if (!value.is_nothing()) entry.add(key, std::move(value));
  };
  add("soft", Codec<Boxed<Spanned<bool>>>::write(requirement.soft));
  add("fallback", Codec<Boxed<Spanned<Probability>>>::write(requirement.fallback));
  add("failover", Codec<Boxed<Failover>>::write(requirement.failover));
  add("inferred", Codec<Boxed<Spanned<std::string>>>::write(requirement.inferred));
  add("needed", Codec<Boxed<Spanned<bool>>>::write(requirement.needed));
  return std::move(entry).in_flow();
}

}  // namespace

void Codec<std::vector<DraftRequirement>>::read(NodeReader& reader, YamlNodeId node,
                                                std::vector<DraftRequirement>& value) {
  RequirementReader(reader).read_list(node, value);
}

YamlText Codec<std::vector<DraftRequirement>>::write(const std::vector<DraftRequirement>& value) {
  YamlText list = YamlText::flow_list();
  for (const DraftRequirement& requirement : value) list.add(write_requirement(requirement));
  return value.empty() ? YamlText() : list;
}

Json Codec<std::vector<DraftRequirement>>::schema() {
  return {{"anyOf", Json::array({Json{{"$ref", "#/definitions/requirement"}},
                                 Json{{"type", "array"},
                                      {"items", {{"$ref", "#/definitions/requirement"}}}}})}};
}

std::string Codec<std::vector<DraftRequirement>>::describe() {
  return "list of requirements";
}

const std::vector<std::string_view>& requirement_key_names() {
  return requirement_keys;
}

/// The schema that the others refer to by "#/definitions/requirement".
Json requirement_schema() {
  const Json name = ScalarFormat<std::string>::schema();
  const Json list = {{"type", "array"}, {"items", {{"$ref", "#/definitions/requirement"}}}};
  const Json members = {
      {"anyOf", Json::array({list, Json{{"type", "object"},
                                        {"properties", {{"label", Codec<WrittenLabels>::schema()}}},
                                        {"required", Json::array({"label"})}}})}};
  const Json properties = {{"component", name},
                           {"any_of", members},
                           {"all_of", members},
                           {"at_least", ScalarFormat<std::uint32_t>::schema()},
                           {"quorum", ScalarFormat<Quorum>::schema()},
                           {"of", members},
                           {"connected", {{"type", "array"}, {"items", name}, {"minItems", 2}}},
                           {"soft", ScalarFormat<bool>::schema()},
                           {"fallback", ScalarFormat<Probability>::schema()},
                           {"failover", object_schema<Failover>()},
                           {"inferred", name},
                           {"needed", ScalarFormat<bool>::schema()}};
  Json one_of = Json::array();
  for (const FormKey& form : form_keys) {
    one_of.push_back({{"required", Json::array({std::string(form.key)})}});
  }
  const Json mapping = {{"type", "object"},
                        {"properties", properties},
                        {"patternProperties", {{"^x-", Json::object()}}},
                        {"additionalProperties", false},
                        {"oneOf", one_of}};
  return {{"anyOf", Json::array({name, mapping})}};
}

}  // namespace cutpoint
