#include "renderer/picture/look.hpp"

namespace cutpoint {

namespace {

Palette light() {
  Palette p;
  p.background = "#FFFFFF";
  p.ink = "#1F2937";
  p.muted = "#6B7280";
  p.frame = "#9CA3AF";
  p.node = "#FFFFFF";
  p.node_stroke = "#4B5563";
  p.full = "#D55E00";
  p.full_fill = "#FBD9C6";
  p.partial = "#B37400";
  p.partial_fill = "#FDECC8";
  p.accepted = "#6B7280";
  p.accepted_fill = "#ECEDEF";
  p.link = "#0072B2";
  p.journey_fill = "#DCEBF7";
  p.added = "#00795A";
  p.added_fill = "#D3F1E7";
  p.removed = "#C8102E";
  p.removed_fill = "#FCE4E6";
  p.changed = "#0072B2";
  p.changed_fill = "#E4F1FA";
  p.fails = "#1F2937";
  p.fails_fill = "#D55E00";
  p.fails_ink = "#FFFFFF";
  p.falls = "#D55E00";
  p.falls_fill = "#FBD9C6";
  return p;
}

Palette dark() {
  Palette p;
  p.background = "#111827";
  p.ink = "#F3F4F6";
  p.muted = "#A7AFBD";
  p.frame = "#6B7280";
  p.node = "#1F2937";
  p.node_stroke = "#9CA3AF";
  p.full = "#FF8A3D";
  p.full_fill = "#5A2A0C";
  p.partial = "#F0C24B";
  p.partial_fill = "#463A12";
  p.accepted = "#A7AFBD";
  p.accepted_fill = "#374151";
  p.link = "#6BB8EA";
  p.journey_fill = "#12354D";
  p.added = "#3DDBA8";
  p.added_fill = "#0C4435";
  p.removed = "#FF8794";
  p.removed_fill = "#571924";
  p.changed = "#6BB8EA";
  p.changed_fill = "#12354D";
  p.fails = "#FFFFFF";
  p.fails_fill = "#D55E00";
  p.fails_ink = "#FFFFFF";
  p.falls = "#FF8A3D";
  p.falls_fill = "#5A2A0C";
  return p;
}

/// Meaning by weight, dashes and grey alone.
Palette print() {
  Palette p;
  p.background = "#FFFFFF";
  p.ink = "#000000";
  p.muted = "#4D4D4D";
  p.frame = "#808080";
  p.node = "#FFFFFF";
  p.node_stroke = "#333333";
  p.full = "#000000";
  p.full_fill = "#D0D0D0";
  p.partial = "#000000";
  p.partial_fill = "#EDEDED";
  p.accepted = "#666666";
  p.accepted_fill = "#FFFFFF";
  p.link = "#000000";
  p.journey_fill = "#FFFFFF";
  p.added = "#000000";
  p.added_fill = "#D0D0D0";
  p.removed = "#4D4D4D";
  p.removed_fill = "#FFFFFF";
  p.changed = "#000000";
  p.changed_fill = "#F0F0F0";
  p.fails = "#000000";
  p.fails_fill = "#333333";
  p.fails_ink = "#FFFFFF";
  p.falls = "#000000";
  p.falls_fill = "#D0D0D0";
  return p;
}

}  // namespace

const Palette& palette_of(Theme theme) {
  static const Palette light_palette = light();
  static const Palette dark_palette = dark();
  static const Palette print_palette = print();
  switch (theme) {
    case Theme::dark:
      return dark_palette;
    case Theme::print:
      return print_palette;
    case Theme::light:
      break;
  }
  return light_palette;
}

}  // namespace cutpoint
