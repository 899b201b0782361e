#include "renderer/cards/card_look.hpp"

#include "renderer/picture/look.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view disc = "M8 1.5a6.5 6.5 0 1 0 .01 0Z";

constexpr std::array<CardMark, card_meanings.size()> card_marks = {{
    {"", "", ""},
    {"", "M5.6 4a4 4 0 1 0 .01 0ZM10.4 4a4 4 0 1 0 .01 0Z", ""},
    {"", "M8 1.5a6.5 6.5 0 1 0 .01 0ZM5 8.2L7.2 10.4L11 6", ""},
    {"M8 1.5a6.5 6.5 0 0 1 0 13Z", disc, ""},
    {disc, "", "M5.5 5.5L10.5 10.5M10.5 5.5L5.5 10.5"},
    {"", "M8 1.8L14.8 14H1.2ZM8 6.2V9.8M8 11.6V11.9", ""},
    {"", "M8 1.5a6.5 6.5 0 1 0 .01 0ZM8 4.4V11M5.2 8.4L8 11.2L10.8 8.4", ""},
    {"M1.5 1.5H14.5V14.5H1.5Z", "", "M4.8 4.8L11.2 11.2M11.2 4.8L4.8 11.2"},
}};

}  // namespace

std::string_view name_of(CardMeaning meaning) {
  switch (meaning) {
    case CardMeaning::plain:
      return "plain";
    case CardMeaning::redundant:
      return "redundant";
    case CardMeaning::accepted:
      return "accepted";
    case CardMeaning::partial:
      return "partial";
    case CardMeaning::full:
      return "full";
    case CardMeaning::degraded:
      return "degraded";
    case CardMeaning::falls:
      return "fallen";
    case CardMeaning::fails:
      break;
  }
  return "failed";
}

CardLook card_look(CardMeaning meaning, Theme theme) {
  const Palette& p = palette_of(theme);
  switch (meaning) {
    case CardMeaning::redundant:
      return {p.redundant, p.redundant_fill, p.ink, 1.5, ""};
    case CardMeaning::accepted:
      return {p.accepted, p.accepted_fill, p.ink, 2, "2 3"};
    case CardMeaning::partial:
      return {p.partial, p.partial_fill, p.ink, 2, "8 4"};
    case CardMeaning::full:
      return {p.full, p.full_fill, p.ink, 3, ""};
    case CardMeaning::degraded:
      return {p.degraded, p.degraded_fill, p.ink, 2, "9 3 2 3"};
    case CardMeaning::falls:
      return {p.falls, p.falls_fill, p.ink, 2.5, "5 3"};
    case CardMeaning::fails:
      return {p.fails, p.fails_fill, p.fails_ink, 3, ""};
    case CardMeaning::plain:
      break;
  }
  return {p.node_stroke, p.node, p.ink, 1, ""};
}

const CardMark& card_mark(CardMeaning meaning) {
  return card_marks[static_cast<std::size_t>(meaning)];
}

std::string_view meaning_words(CardMeaning meaning) {
  switch (meaning) {
    case CardMeaning::redundant:
      return "redundant: others do its work";
    case CardMeaning::accepted:
      return "single point, an accepted risk";
    case CardMeaning::partial:
      return "single point that recovers by itself";
    case CardMeaning::full:
      return "single point of failure";
    case CardMeaning::degraded:
      return "works, with less";
    case CardMeaning::falls:
      return "falls with it";
    case CardMeaning::fails:
      return "fails";
    case CardMeaning::plain:
      break;
  }
  return "";
}

std::string_view style_words(NeedStyle style) {
  switch (style) {
    case NeedStyle::redundant:
      return "one of several ways";
    case NeedStyle::soft:
      return "soft: degraded without";
    case NeedStyle::link:
      return "network link";
    case NeedStyle::placed:
      return "runs on, or shares a cause";
    case NeedStyle::needs:
      break;
  }
  return "needs";
}

}  // namespace cutpoint
