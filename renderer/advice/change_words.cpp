#include "renderer/advice/change_words.hpp"

#include <fmt/format.h>

namespace cutpoint {

namespace {

std::string_view effort_text(Effort effort) {
  switch (effort) {
    case Effort::none:
      return "nothing";
    case Effort::restart_policy:
      return "keeping the restart policy";
    case Effort::health_check:
      return "running the health check";
    case Effort::runbook:
      return "writing and rehearsing the runbook";
    case Effort::backup:
      return "storing more backups";
    case Effort::failover:
      return "replication and a tested failover";
  }
  return "";
}

/// Of another instance or provider.
std::string with_place(std::string text, const ChangeDescription& change) {
  if (!change.place.empty()) text += fmt::format(", on `{}` too", change.place);
  if (change.replicated) text += ", replicated, with automatic failover";
  return text;
}

}  // namespace

std::string change_text(const AdvisedChange& change) {
  using What = ChangeDescription::What;
  const ChangeDescription& how = change.description;
  const std::string& name = change.subject;
  switch (how.what) {
    case What::restart:
      return fmt::format("restart `{}` by itself", name);
    case What::health_check:
      return fmt::format("watch `{}` with a health check", name);
    case What::runbook:
      return fmt::format("write and rehearse a runbook for `{}`: {} of repair become {}", name,
                         to_human_text(how.time_before), to_human_text(how.time_after));
    case What::first_backup:
      return fmt::format("back up `{}` every hour, off-site", name);
    case What::more_backups:
      return fmt::format("back up `{}` every hour", name);
    case What::more_instances:
      return with_place(
          fmt::format(
              "run {} of `{}`{}", how.instances, name,
              how.majority == 0 ? "" : fmt::format(", of which {} must work", how.majority)),
          how);
    case What::second_provider:
      return with_place(fmt::format("a second, independent provider beside `{}`", name), how);
    case What::second_place:
      return fmt::format("a second {}, `{}`, with everything that runs on `{}`", how.place_kind,
                         how.place, name);
    case What::automatic_undo:
      return fmt::format("undo `{}` automatically: {} become {}", name,
                         to_human_text(how.time_before), to_human_text(how.time_after));
    case What::second_link:
      return fmt::format("a second link beside `{}`", name);
    case What::rehearsed_fallback:
      return fmt::format("rehearse the fallback: it helps in {} of cases, not {}",
                         to_text(how.share_after), to_text(how.share_before));
    case What::automatic_switch:
      return fmt::format("switch between `{}` without anybody", fmt::join(how.members, "`, `"));
  }
  return "";
}

std::string change_on_card(const ChangeDescription& how) {
  using What = ChangeDescription::What;
  switch (how.what) {
    case What::restart:
      return "restarts by itself";
    case What::health_check:
      return "is watched";
    case What::runbook:
      return "has a runbook";
    case What::first_backup:
    case What::more_backups:
      return "is backed up hourly";
    case What::more_instances:
      return fmt::format("{} of it", how.instances);
    case What::second_provider:
      return "a second provider";
    case What::second_place:
      return "a second one";
    case What::automatic_undo:
      return "undone by itself";
    case What::second_link:
      return "a second link";
    case What::rehearsed_fallback:
      return "rehearsed fallback";
    case What::automatic_switch:
      return "switches by itself";
  }
  return "";
}

std::string cost_item_text(const CostItem& item) {
  switch (item.what) {
    case CostItem::What::instances:
      return fmt::format("{} more {}", item.count, item.component);
    case CostItem::What::links:
      return fmt::format("{} more link{}", item.count, item.count == 1 ? "" : "s");
    case CostItem::What::effort:
      return std::string(effort_text(item.effort));
  }
  return "";
}

std::string assumption_text(const ChangeAssumption& assumption) {
  using What = ChangeAssumption::What;
  switch (assumption.what) {
    case What::restart:
      return fmt::format("a restart takes {} and cures {}", to_human_text(assumption.time),
                         to_text(assumption.share));
    case What::detection_is_a_third:
      return "finding out is a third of a repair where nothing watches; the check needs 30 s";
    case What::rehearsal_halves:
      return "a rehearsed repair takes half the time";
    case What::observed_gives_way:
      return "`observed` gives way to `mtbf` and `mttr`: history cannot know of it yet";
    case What::quick_restore:
      return "a restore takes 30 min";
    case What::independent_instances:
      return "instances fail independently, but for what they share in the document";
    case What::replicated_in_step:
      return "data is replicated in step; the switch takes 40 s and works in 99% of cases";
    case What::fits_elsewhere:
      return fmt::format("what runs on `{}` can run on `{}`, and has all it needs there",
                         assumption.place, assumption.second);
    case What::automatic_undo_halves:
      return "an automatic way back takes half the time";
    case What::link_another_way:
      return "the second link takes another way: nothing fails both but what the document says";
    case What::rehearsed_fallback:
      return "a rehearsed fallback fails half as often";
    case What::automatic_switch:
      return "an automatic switch is noticed in 10 s where the document does not say, takes 30 s "
             "and works in 99% of cases";
  }
  return "";
}

std::vector<std::string> assumption_texts(const AdvisedChange& change) {
  std::vector<std::string> texts;
  for (const ChangeAssumption& row : change.assumptions) texts.push_back(assumption_text(row));
  return texts;
}

std::string side_effect_text(const SideEffect& effect) {
  if (effect.what == SideEffect::What::group_down) {
    return fmt::format("with its switches the group is down {} → {} a year",
                       to_human_text(*effect.before), to_human_text(*effect.after));
  }
  const auto lost = [](const std::optional<Duration>& most) -> std::string {
    if (!most) return "unknown";
    return most->is_never() ? "all of it" : to_human_text(*most);
  };
  return fmt::format("data lost at worst: {} → {}", lost(effect.before), lost(effect.after));
}

std::string left_alone_text(const LeftAlone& part) {
  switch (part.why) {
    case LeftAlone::Why::risk_accepted:
      return fmt::format("{}: its risk is accepted ({} a year)", part.name,
                         to_human_text(part.downtime));
    case LeftAlone::Why::nothing_known:
      return part.name + ": nothing known makes it better";
    case LeftAlone::Why::in_the_failover:
      return part.name + ": how fast and sure the switch is stands in its group's failover";
    case LeftAlone::Why::share_of_members:
      return part.name + ": it is a share of its members' failures";
    case LeftAlone::Why::too_many:
      return fmt::format("{} further changes of smaller parts: not tried", part.count);
    case LeftAlone::Why::no_time:
      return fmt::format("{} further {}: the time was over before", part.count,
                         part.count == 1 ? "change" : "changes");
  }
  return "";
}

}  // namespace cutpoint
