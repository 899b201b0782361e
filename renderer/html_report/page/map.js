"use strict";
// A map of any size: boxes inside the boxes that host them, packed by the page itself. Frames open
// and close; needs are lines between what is visible.
const map = (() => {
  const canvas = document.getElementById("map-canvas");
  const namespace = "http://www.w3.org/2000/svg";
  const { data } = scenario;
  const leaf = { width: 172, height: 40 }, gap = 10, pad = 12, title = 26;
  const mostOpen = 200;       // boxes shown at first; frames beyond stay closed
  const mostLines = 80;       // lines drawn without being asked for
  const mostFailing = 30;     // lines of failure; beyond, only the ways of the journeys
  const flatGroup = 40;       // more boxes than this side by side are grouped by kind

  function create(name, attributes, parent) {
    const made = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (parent) parent.append(made);
    return made;
  }

  // The innermost place that holds all hosts, as the diagram has it; -1 for none.
  function placeOf(id) {
    const chain = (place) => {
      const places = [];
      for (let at = place; at >= 0; at = data.components[at].hosts.length === 1
        ? data.components[at].hosts[0] : -1) places.push(at);
      return places;
    };
    const { hosts } = data.components[id];
    if (hosts.length === 0) return -1;
    const others = hosts.slice(1).map((host) => new Set(chain(host)));
    return chain(hosts[0]).find((place) => others.every((set) => set.has(place))) ?? -1;
  }

  // Boxes as a tree: components, and groups of those that have no host, by kind.
  function plant() {
    const boxes = data.components.map((component, id) =>
      ({ id, name: component.name, kind: component.kind, inside: [], parent: null, open: false }));
    const roots = [];
    boxes.forEach((box) => {
      const place = placeOf(box.id);
      box.parent = place >= 0 ? boxes[place] : null;
      (box.parent ? box.parent.inside : roots).push(box);
    });
    for (const box of [...boxes]) box.inside = grouped(box.inside, box, boxes);
    return { boxes, roots: grouped(roots, null, boxes) };
  }

  // Many boxes that host nothing become one for each kind.
  function grouped(inside, parent, all) {
    const loose = inside.filter((box) => box.inside.length === 0);
    if (loose.length <= flatGroup) return inside;
    const kinds = new Map();
    for (const box of loose) kinds.set(box.kind, [...(kinds.get(box.kind) ?? []), box]);
    const shelves = inside.filter((box) => box.inside.length > 0);
    for (const [kind, members] of kinds) {
      if (members.length < 5) { shelves.push(...members); continue; }
      const group = { id: -1, name: kind, kind: "", inside: members, parent, open: false };
      for (const box of members) box.parent = group;
      all.push(group);
      shelves.push(group);
    }
    return shelves;
  }

  const { boxes, roots } = plant();
  boxes.forEach((box, at) => { box.number = at; });
  let frames = null, lines = null, leaves = null;   // layers, from the back to the front
  const shapes = new Map();   // box to its element
  const counts = new Map();   // closed box to its element and where it says what is down inside

  // Level by level from the outside in, as long as there is room; groups of a kind stay closed when
  // they are long.
  function openAtFirst() {
    let shown = roots.length;
    let level = roots;
    while (level.length > 0) {
      const frames = level.filter((box) => box.inside.length > 0 && (box.id >= 0 || box.inside.length <= flatGroup));
      const inside = frames.flatMap((box) => box.inside);
      if (inside.length === 0 || shown + inside.length > mostOpen) return;
      for (const box of frames) box.open = true;
      shown += inside.length;
      level = inside;
    }
  }

  // Open frames below what is closed, so that shelves hold boxes of one height.
  const inOrder = (inside) => [...inside].sort((a, b) => Number(a.open) - Number(b.open));

  // Shelves of boxes no wider than a limit.
  function shelve(inside, limit) {
    const places = [];
    let x = 0, y = 0, shelf = 0, width = 0, opens = false;
    for (const box of inside) {
      if (x > 0 && (x + box.width > limit || box.open !== opens)) { x = 0; y += shelf + gap; shelf = 0; }
      opens = box.open;
      places.push({ x, y });
      x += box.width + gap;
      shelf = Math.max(shelf, box.height);
      width = Math.max(width, x - gap);
    }
    return { places, width, height: y + shelf };
  }

  // The shelves that fill a stage one and a half times as wide as high best.
  function pack(inside) {
    const area = inside.reduce((sum, box) => sum + (box.width + gap) * (box.height + gap), 0);
    const widest = Math.max(leaf.width, ...inside.map((box) => box.width));
    let best = null;
    for (const stretch of [1, 1.4, 2, 2.8, 4, 5.6]) {
      const packed = shelve(inside, Math.max(widest, Math.sqrt(area * stretch)));
      packed.side = Math.max(packed.width / 1.5, packed.height);
      if (best === null || packed.side < best.side) best = packed;
    }
    inside.forEach((box, at) => Object.assign(box, best.places[at]));
    return best;
  }

  function size(box) {
    if (box.inside.length === 0 || !box.open) {
      Object.assign(box, leaf);
      return;
    }
    for (const inner of box.inside) size(inner);
    const packed = pack(inOrder(box.inside));
    box.width = packed.width + 2 * pad;
    box.height = packed.height + title + pad;
  }

  function settle(box, x, y) {
    box.atX = x + box.x;
    box.atY = y + box.y;
    if (box.open) for (const inner of box.inside) settle(inner, box.atX + pad, box.atY + title);
  }

  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);

  function countInside(box) {
    let count = 0;
    const stack = [...box.inside];
    while (stack.length > 0) {
      const at = stack.pop();
      ++count;
      stack.push(...at.inside);
    }
    return count;
  }

  function draw(box) {
    const group = create("g", { class: box.open ? "box frame" : "box",
      transform: `translate(${box.atX} ${box.atY})` }, box.open ? frames : leaves);
    if (box.id >= 0) {
      group.dataset.component = box.id;
      group.classList.add(`point-${data.components[box.id].point || "none"}`);
    }
    shapes.set(box, group);
    create("rect", { class: "shape", width: box.width, height: box.height, rx: 6 }, group);
    const sign = data.signs[box.kind];
    const left = (box.inside.length > 0 ? 26 : 8) + (sign ? 20 : 0);
    if (sign) {
      create("path", { class: "sign", d: sign, transform: `translate(${left - 20} ${box.open ? 5 : 12})` }, group);
    }
    const words = Math.floor((box.width - left - (box.inside.length > 0 ? 14 : 8)) / 7);
    create("text", { x: left, y: 17, class: "name" }, group).textContent =
      short(box.name, words);
    if (box.inside.length > 0) {
      const toggle = create("g", { class: "toggle", role: "button", tabindex: 0,
        "aria-expanded": box.open, "aria-label": `${box.open ? "Close" : "Open"} ${box.name}` }, group);
      create("rect", { width: 22, height: 24, rx: 5, class: "hit" }, toggle);
      create("text", { x: 7, y: 17 }, toggle).textContent = box.open ? "▾" : "▸";
      toggle.addEventListener("click", (event) => { event.stopPropagation(); turn(box); });
      toggle.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        turn(box);
      });
    }
    if (!box.open) {
      const text = box.inside.length > 0 ? `${countInside(box)} inside` : box.kind;
      create("text", { x: left, y: 32, class: "kind" }, group).textContent =
        short(text, words);
      if (box.inside.length > 0) {
        const count = create("text", { x: box.width - 8, y: 32, class: "count" }, group);
        counts.set(box, { group, count });
      }
      return;
    }
    for (const inner of box.inside) draw(inner);
  }

  function turn(box) {
    box.open = !box.open;
    render(true);
    shapes.get(box)?.querySelector(".toggle")?.focus();
  }

  function namesIn(need, into) {
    if (typeof need === "number") into.add(need);
    for (const id of need.c ?? []) into.add(id);
    for (const member of need.m ?? []) namesIn(member, into);
  }

  // The box that stands for a component: itself, or the closed one around it.
  function visibleBox(box) {
    let seen = box;
    for (let at = box.parent; at; at = at.parent) if (!at.open) seen = at;
    return seen;
  }

  // A line a pair of boxes, with the components behind it.
  function collectLines() {
    const pairs = new Map();
    data.components.forEach((component, id) => {
      const needs = new Set();
      for (const need of component.needs) namesIn(need, needs);
      for (const to of needs) {
        const a = visibleBox(boxes[id]), b = visibleBox(boxes[to]);
        if (a === b) continue;
        const key = `${a.number} ${b.number}`;
        if (!pairs.has(key)) pairs.set(key, { a, b, ends: [] });
        pairs.get(key).ends.push([id, to]);
      }
    });
    return [...pairs.values()];
  }

  let pairs = [];

  // Where the way from the middle of a box to a point leaves it; open frames are met at their name.
  function edgeOf(box, towards) {
    const middle = { x: box.atX + box.width / 2, y: box.atY + (box.open ? title / 2 : box.height / 2) };
    const dx = towards.x - middle.x, dy = towards.y - middle.y;
    const half = { x: box.width / 2, y: (box.open ? title : box.height) / 2 };
    const reach = Math.min(dx === 0 ? Infinity : half.x / Math.abs(dx),
                           dy === 0 ? Infinity : half.y / Math.abs(dy), 1);
    return { x: middle.x + dx * reach, y: middle.y + dy * reach };
  }

  const middleOf = (box) => ({ x: box.atX + box.width / 2, y: box.atY + (box.open ? title : box.height) / 2 });

  function drawLine({ a, b }, css) {
    const from = edgeOf(a, middleOf(b)), to = edgeOf(b, middleOf(a));
    const bow = { x: (from.x + to.x) / 2 + (to.y - from.y) * 0.08, y: (from.y + to.y) / 2 - (to.x - from.x) * 0.08 };
    create("path", { class: `line ${css}`, "marker-end": "url(#map-arrow)",
      d: `M${from.x},${from.y}Q${bow.x},${bow.y} ${to.x},${to.y}` }, lines);
  }

  let near = null;

  // Pairs of components on the ways by which journeys fall.
  function stepsOfWays() {
    const steps = new Set();
    for (const { way } of scenario.result.journeys) {
      way().forEach((id, at, ids) => { if (at > 0) steps.add(`${ids[at - 1]} ${id}`); });
    }
    return steps;
  }

  function failingPairs() {
    if (scenario.result === null || scenario.occurred.size === 0) return new Set();
    const down = (id) => ["failed", "fallen"].includes(scenario.stateOf(id));
    const failing = pairs.filter(({ ends }) => ends.some(([a, b]) => down(a) && down(b)));
    if (failing.length <= mostFailing) return new Set(failing);
    const steps = stepsOfWays();
    return new Set(failing.filter(({ ends }) => ends.some(([a, b]) => steps.has(`${a} ${b}`))));
  }

  let failing = new Set();

  function refreshLines() {
    if (!lines) return;
    lines.replaceChildren();
    const all = pairs.length <= mostLines;
    for (const pair of pairs) {
      const at = near !== null && pair.ends.some(([a, b]) => a === near || b === near);
      if (!all && !failing.has(pair) && !at) continue;
      drawLine(pair, `${failing.has(pair) ? "is-failing" : ""} ${at ? "is-near" : ""}`);
    }
  }

  function downInside(box) {
    let down = 0;
    const stack = [...box.inside];
    while (stack.length > 0) {
      const at = stack.pop();
      if (at.id >= 0 && ["failed", "fallen"].includes(scenario.stateOf(at.id))) ++down;
      stack.push(...at.inside);
    }
    return down;
  }

  // How many components inside a closed box are down.
  function refreshCounts() {
    for (const [box, { group, count }] of counts) {
      const down = downInside(box);
      count.textContent = down > 0 ? `${down} down` : "";
      group.classList.toggle("has-fallen", down > 0);
    }
  }

  function render(keepView) {
    for (const box of roots) size(box);
    const order = inOrder(roots);
    const packed = pack(order);
    for (const box of roots) settle(box, gap, gap);
    const width = packed.width + 2 * gap, height = packed.height + 2 * gap;
    const svg = create("svg", { class: "map", width, height, viewBox: `0 0 ${width} ${height}`,
      role: "group", "aria-label": "Map of components" });
    const arrow = create("marker", { id: "map-arrow", viewBox: "0 0 8 8", refX: 8, refY: 4,
      markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" }, create("defs", {}, svg));
    create("path", { d: "M0,0L8,4L0,8z" }, arrow);
    frames = create("g", {}, svg);
    lines = create("g", { class: "lines" }, svg);
    leaves = create("g", {}, svg);
    shapes.clear();
    counts.clear();
    for (const box of order) draw(box);
    canvas.replaceChildren(svg);
    pairs = collectLines();
    stage.prepareShapes(canvas);
    refresh();
    if (!keepView) viewport.show(canvas, width, height);
  }

  function refresh() {
    failing = failingPairs();
    refreshLines();
    refreshCounts();
  }

  // Opens whatever a component is hidden in.
  function uncover(id) {
    let hidden = false;
    for (let at = boxes[id].parent; at; at = at.parent) {
      hidden ||= !at.open;
      at.open = true;
    }
    if (hidden) render(true);
  }

  return {
    canvas, refresh, uncover,
    get closed() { return boxes.some((box) => visibleBox(box) !== box); },
    get linesOnDemand() { return pairs.length > mostLines; },
    markNear(id) { near = id; refreshLines(); },
    show() {
      if (canvas.childElementCount === 0) openAtFirst();
      render(false);
    },
  };
})();
