"use strict";
// An outage played in time, with mean times: failure, detection and switch, repair.
const outage = (() => {
  const { data } = scenario;
  const box = document.getElementById("outage");
  const namespace = "http://www.w3.org/2000/svg";
  const width = 260, label = 0, height = 16;

  // Groups whose work moves when these have failed: while it moves they are down.
  function switchesOf(occurred) {
    const failed = (id) => data.components[id].events.some((event) => occurred.has(event));
    return (data.switches ?? []).filter(({ event, serving }) => !occurred.has(event) && serving.some(failed));
  }

  // Steps in time: what is down from each on. Whatever has failed is mended after its mean repair.
  function steps(occurred) {
    const switches = switchesOf(occurred);
    const ends = [...occurred].map((event) => ({ event, at: data.events[event].repair ?? Infinity }));
    for (const { event, hours } of switches) ends.push({ event, at: hours });
    const times = [0, ...new Set(ends.map(({ at }) => at).filter((at) => at > 0 && at < Infinity))].sort((a, b) => a - b);
    return { ends, switches, steps: times.map((at) => {
      const down = new Set(ends.filter((end) => end.at > at).map(({ event }) => event));
      return { at, states: failures.consequence(data, down).journeys.map(({ state }) => state) };
    }) };
  }

  function add(parent, name, attributes) {
    const made = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  }

  // Short and long times beside each other: a scale by the logarithm from a second on.
  function place(at, last) {
    const of = (hours) => Math.log10(1 + hours * 3600);
    return label + (width - label) * Math.min(1, of(Math.min(at, last)) / of(last));
  }

  function row(words, css, pieces, last) {
    const line = document.createElement("li");
    line.append(words);
    const svg = add(line, "svg", { class: "outage-bar", viewBox: `0 0 ${width} ${height}`, "aria-hidden": true, preserveAspectRatio: "none" });
    add(svg, "rect", { class: "track", width, height, rx: 3 });
    for (const [from, to, css] of pieces) {
      const x = place(from, last);
      add(svg, "rect", { class: css, x, width: Math.max(1.5, place(to, last) - x), height });
    }
    if (css) line.className = css;
    box.append(line);
  }

  function show() {
    box.replaceChildren();
    if (scenario.occurred.size === 0 || scenario.occurred.size > 60 || data.fault_tree) { box.hidden = true; return; }
    const played = steps(scenario.occurred);
    const last = Math.max(1 / 3600, ...played.ends.map(({ at }) => (at === Infinity ? 0 : at))) * 1.05;
    const nameOf = (event) => data.events[event].name;
    data.journeys.forEach(({ name }, id) => {
      const pieces = [], times = [];
      played.steps.forEach(({ at, states }, step) => {
        const to = played.steps[step + 1]?.at ?? last, state = states[id];
        const before = pieces[pieces.length - 1];
        if (state === "up") return;
        if (before?.[1] === at && before[2] === state) before[1] = to; else pieces.push([at, to, state]);
      });
      for (const [from, to, state] of pieces) times.push(`${state} ${wording.long(from)} – ${wording.long(to)}`);
      row(`${name}: ${times.length === 0 ? "stays up" : times.slice(0, 3).join(", ")}`, "", pieces, last);
    });
    for (const { event, hours } of played.switches) row(`${nameOf(event)}: noticed and switched in ${wording.long(hours)}`, "", [[0, hours, "switching"]], last);
    for (const { event, at } of played.ends.filter(({ event }) => scenario.occurred.has(event)).slice(0, 8)) {
      row(at === Infinity ? `${nameOf(event)}: no repair is known` : `${nameOf(event)}: repaired in ${wording.long(at)}`, "", [[0, at === Infinity ? last : at, "repairing"]], last);
    }
    box.hidden = false;
  }

  return { show, steps };
})();
