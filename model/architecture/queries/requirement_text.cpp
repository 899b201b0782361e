#include "model/architecture/queries/requirement_text.hpp"

#include <fmt/format.h>

namespace cutpoint {

std::string requirement_text(const Model& model, const Requirement& requirement) {
  switch (requirement.form) {
    case Requirement::Form::component:
      return model.components[requirement.component].name;
    case Requirement::Form::connected: {
      std::string text = model.components[requirement.ends.front()].name;
      for (std::size_t i = 1; i < requirement.ends.size(); ++i) {
        text += (i == 1 ? " connected to " : ", ") + model.components[requirement.ends[i]].name;
      }
      return text;
    }
    case Requirement::Form::at_least:
      break;
  }
  std::string members;
  for (const Requirement& member : requirement.members) {
    const std::string text = requirement_text(model, member);
    if (!members.empty()) members += ", ";
    members += member.form == Requirement::Form::component ? text : "(" + text + ")";
  }
  if (requirement.at_least == requirement.members.size()) return "all of " + members;
  if (requirement.at_least == 1) return "any of " + members;
  return fmt::format("{} of {}", requirement.at_least, members);
}

}  // namespace cutpoint
