"use strict";
// Times and availabilities in words, and times that are typed. Pure: no document, no state.
const wording = (() => {
  const hoursOf = { y: 8760, w: 168, d: 24, h: 1, m: 1 / 60, s: 1 / 3600, ms: 1 / 3.6e6 };
  const units = ["y", "d", "h", "m", "s", "ms"];

  // "1d 12h" as hours; "never" for ever; NaN where it is neither.
  function hours(text) {
    const words = text.trim().toLowerCase().replaceAll("min", "m").replaceAll(" ", "");
    if (words === "never") return Infinity;
    if (!/^(\d+(\.\d+)?(ms|[ywdhms]))+$/.test(words)) return NaN;
    return [...words.matchAll(/(\d+(?:\.\d+)?)(ms|[ywdhms])/g)]
      .reduce((sum, [, count, unit]) => sum + Number(count) * hoursOf[unit], 0);
  }

  // As it would be typed, in one unit, with three digits.
  function typed(time) {
    if (time === Infinity) return "never";
    const unit = units.find((name) => time >= hoursOf[name]) ?? "ms";
    return `${Number((time / hoursOf[unit]).toPrecision(3))}${unit}`;
  }

  // "8 h 27 min": the two largest units.
  function long(time) {
    const lengths = [["y", 31536000], ["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
    const first = lengths.findIndex(([, length]) => time * 3600 >= length);
    const step = lengths[first + 1]?.[1] ?? 1;
    let seconds = Math.round(time * 3600 / step) * step;
    if (seconds === 0) return time > 0 ? "< 1 s" : "0 s";
    const parts = [];
    for (const [name, length] of lengths) {
      const count = Math.floor(seconds / length);
      if (count > 0 && parts.length < 2) parts.push(`${count} ${name}`);
      else if (parts.length > 0) break;
      seconds -= count * length;
    }
    return parts.join(" ");
  }

  // "99.903 %": as many digits as its nines ask for, and as tell it from a target; never rounded up.
  function availability(down, beside = []) {
    if (down <= 0) return "100 %";
    let digits = Math.min(12, Math.max(2, Math.ceil(-Math.log10(down * 100)) + 1));
    while (digits < 12 && beside.some((target) => target !== down && percent(target, digits) === percent(down, digits))) ++digits;
    return percent(down, digits);
  }

  function percent(down, digits) {
    const step = 10 ** digits;
    return `${(Math.floor((100 - down * 100) * step + 1e-6) / step).toFixed(digits)} %`;
  }

  return { hours, typed, long, availability };
})();
