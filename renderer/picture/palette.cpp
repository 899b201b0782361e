#include "renderer/picture/look.hpp"

namespace cutpoint {

namespace {

Palette light() {
  Palette p;
  p.background = "#FFFFFF";
  p.ink = "#1F2937";
  p.muted = "#525C6B";
  p.frame = "#9CA3AF";
  p.node = "#FFFFFF";
  p.node_stroke = "#566070";
  p.full = "#B8410B";
  p.full_fill = "#FCE6DA";
  p.partial = "#C98500";
  p.partial_fill = "#FDF1D6";
  p.accepted = "#8A91A0";
  p.accepted_fill = "#F0F1F4";
  p.redundant = "#1976D9";
  p.redundant_fill = "#EAF3FC";
  p.degraded = "#3D1F99";
  p.degraded_fill = "#E9E4F8";
  p.line = "#C3C9D2";
  p.link = "#0072B2";
  p.journey_fill = "#DCEBF7";
  p.added = "#00795A";
  p.added_fill = "#D3F1E7";
  p.removed = "#C8102E";
  p.removed_fill = "#FCE4E6";
  p.changed = "#0072B2";
  p.changed_fill = "#E4F1FA";
  p.fails = "#3B0710";
  p.fails_fill = "#3B0710";
  p.fails_ink = "#FFFFFF";
  p.falls = "#D1246F";
  p.falls_fill = "#FBE0EB";
  return p;
}

Palette dark() {
  Palette p;
  p.background = "#111827";
  p.ink = "#F3F4F6";
  p.muted = "#A7AFBD";
  p.frame = "#6B7280";
  p.node = "#1F2937";
  p.node_stroke = "#C9D0DB";
  p.full = "#FF8A30";
  p.full_fill = "#4A2710";
  p.partial = "#FFE680";
  p.partial_fill = "#3D381C";
  p.accepted = "#747C8D";
  p.accepted_fill = "#272E3A";
  p.redundant = "#45BFFF";
  p.redundant_fill = "#142F44";
  p.degraded = "#7268FF";
  p.degraded_fill = "#262350";
  p.line = "#465062";
  p.link = "#6BB8EA";
  p.journey_fill = "#12354D";
  p.added = "#3DDBA8";
  p.added_fill = "#0C4435";
  p.removed = "#FF8794";
  p.removed_fill = "#571924";
  p.changed = "#6BB8EA";
  p.changed_fill = "#12354D";
  p.fails = "#CF2A27";
  p.fails_fill = "#CF2A27";
  p.fails_ink = "#FFFFFF";
  p.falls = "#F2619F";
  p.falls_fill = "#4B1A31";
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
  p.redundant = "#333333";
  p.redundant_fill = "#FFFFFF";
  p.degraded = "#000000";
  p.degraded_fill = "#E4E4E4";
  p.line = "#B8B8B8";
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
