"use strict";
// The cards that are shown: they open and close in place, and lines follow what is asked about.
const picture = (() => {
  const canvas = document.getElementById("canvas"), frame = document.getElementById("viewport");
  const { data } = scenario;
  const tree = data.picture;
  const mostDimmed = 60, mostDimmedNarrow = 24, mostBold = 12;
  let form = null, sheet = null, shapes = new Map(), toggles = new Map(), near = -1;
  let open = null, firstOpen = null;
  let proposal = null;  // { parts, what, journeys } that is shown before and after
  // What is as always is not written down.
  for (const card of tree?.cards ?? []) {
    card.id ??= `c${card.component}`;
    card.isPlace = data.components[card.component]?.place;
    card.name ??= data.components[card.component].name;
    card.parent ??= -1;
    card.figure ??= "";
    card.share ??= 0;
    card.meaning ??= "plain";
    card.loudest ??= card.meaning;
  }
  const focus = { card: tree ? tree.focus : -1, hops: 1 };  // -1: all lines

  const { create } = drawing;

  const cardOf = (component) => tree.cards.findIndex((card) => card.component === component);
  const opens = (card) => tree.cards[card].inside !== undefined;
  const nameOf = (card) => tree.cards[card].name;

  // --- what is open -----------------------------------------------------------------------------

  function insideOf(card) {
    const found = [], stack = [...(tree.cards[card].inside ?? [])];
    while (stack.length > 0) {
      const at = stack.pop();
      found.push(at);
      stack.push(...(tree.cards[at].inside ?? []));
    }
    return found;
  }

  function turn(card) {
    if (open.has(card)) open.delete(card); else open.add(card);
    draw(true);
    address.remember();
    toggles.get(card)?.focus();
  }

  // Opens whatever a component is hidden in.
  function uncover(component) {
    let hidden = false;
    for (let at = tree.cards[cardOf(component)]?.parent ?? -1; at >= 0; at = tree.cards[at].parent) {
      hidden ||= !open.has(at);
      open.add(at);
    }
    if (!hidden) return;
    draw(true);
    address.remember();
  }

  const isFirst = () => open.size === firstOpen.size && [...open].every((card) => firstOpen.has(card));

  address.keep("open", () => (open === null || isFirst() ? "" : [...open].map((card) => encodeURIComponent(nameOf(card))).join(",") || "-"),
    (word) => {
      if (!tree || open === null) return [];
      const names = new Set(address.listOf(word).filter((name) => name !== "-"));
      const known = tree.cards.map((_, at) => at).filter((at) => opens(at) && names.has(nameOf(at)));
      const before = open;
      open = word === "" ? new Set(firstOpen) : new Set(known);
      if (before.size !== open.size || [...open].some((card) => !before.has(card))) draw(true);
      const found = new Set(known.map(nameOf));
      return [...names].filter((name) => !found.has(name));
    });
  address.keep("lines", () => (!tree || (focus.card === tree.focus && focus.hops === 1) ? ""
    : `${focus.card < 0 ? "all" : encodeURIComponent(nameOf(focus.card))}${focus.hops > 1 ? `,${focus.hops}` : ""}`),
    (word) => {
      if (!tree) return [];
      const [name, hops] = address.listOf(word);
      const card = name === undefined ? tree.focus : name === "all" ? -1 : tree.cards.findIndex((row) => row.name === name);
      const known = name === undefined || name === "all" || card >= 0;
      focus.card = known ? card : tree.focus;
      focus.hops = Math.max(1, Math.min(9, Number(hops) || 1));
      if (sheet) {
        refreshLines();
        stage.listFocus();
      }
      return known ? [] : [name];
    });

  // --- what a card says -------------------------------------------------------------------------

  const isDown = (id) => ["failed", "fallen"].includes(scenario.stateOf(id));

  // The live state of a card, or of what is inside a closed one.
  function stateOf(card) {
    const { component, journey } = tree.cards[card];
    if (scenario.result === null || scenario.occurred.size === 0) return "works";
    if (journey !== undefined) {
      const { state } = scenario.result.journeys[journey];
      return state === "down" ? "fallen" : state === "degraded" ? "weakened" : "works";
    }
    const event = eventOf(card);
    if (event >= 0) return scenario.occurred.has(event) ? "failed" : "works";
    return component === undefined ? "works" : scenario.stateOf(component);
  }

  // Of a common cause, that fails in the list beside it too.
  const events = new Map();
  for (const event of scenario.others) events.set(data.events[event].name, event);
  const eventOf = (card) => (tree.cards[card].id.startsWith("u") ? events.get(nameOf(card)) ?? -1 : -1);

  function downInside(card) {
    return insideOf(card).filter((at) => tree.cards[at].component !== undefined && isDown(tree.cards[at].component)).length;
  }

  const live = { failed: "failed", fallen: "fallen", weakened: "degraded" };

  // Meaning of a closed card: what is down inside it comes first.
  function meaningOf(card) {
    const state = stateOf(card);
    if (state !== "works") return live[state];
    const { meaning, loudest, members } = tree.cards[card];
    if (open.has(card)) return meaning;
    const down = opens(card) && scenario.occurred.size > 0 ? downInside(card) : 0;
    if (down > 0) return down === members ? "fallen" : "degraded";
    return loudest;
  }

  function addMark(parent, meaning, x, y) {
    const { filled, stroked, cut } = data.picture.marks[meaning];
    const group = create("g", { class: "mark", transform: `translate(${x} ${y})` }, parent);
    if (filled) create("path", { d: filled, class: "filled" }, group);
    if (stroked) create("path", { d: stroked, class: "stroked" }, group);
    if (cut) create("path", { d: cut, class: "cut" }, group);
  }

  function addSign(parent, card, x, y) {
    const sign = data.picture.signs[tree.cards[card].sign];
    if (sign) create("path", { class: "sign", d: sign, transform: `translate(${x} ${y})` }, parent);
  }

  // Since the earlier architecture, or by the proposal that is shown.
  function changeOf(card) {
    const { component } = tree.cards[card];
    if (component === undefined) return undefined;
    return proposal?.parts.has(component) ? "proposed" : data.components[component].change;
  }

  const proposedFor = (card) => (changeOf(card) === "proposed" ? proposal.what : "");

  // "8 h → 2 h": downtime a year of a journey with the proposal, as much of it as fits.
  function figureOf(card, text) {
    const { journey, figure } = tree.cards[card];
    const words = proposal?.journeys.get(journey);
    text.textContent = words ?? figure;
    if (words !== undefined && text.getComputedTextLength() > cards.size.width - 20) text.textContent = words.slice(words.indexOf("→"));
  }

  // Beside its card, not in it: a button in a button is found by no reader of screens.
  function addToggle(parent, card, x, y) {
    const isOpen = open.has(card);
    const toggle = create("g", { class: `toggle${isOpen ? " of-frame" : ""}`, "data-of": tree.cards[card].id, role: "button", tabindex: 0, transform: `translate(${x} ${y})`,
      "aria-expanded": isOpen, "aria-label": `${isOpen ? "Close" : "Open"} ${nameOf(card)}` }, parent);
    create("rect", { width: 26, height: 26, rx: 6, class: "hit" }, toggle);
    create("path", { d: isOpen ? "M8 15L13 10L18 15" : "M8 10L13 15L18 10", class: "chevron" }, toggle);
    toggles.set(card, toggle);
    toggle.addEventListener("click", (event) => {
      event.stopPropagation();
      if (!viewport.dragged) turn(card);
    });
    toggle.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      turn(card);
    });
  }

  // A card as sizes and places of renderer/languages/card_svg.cpp have it.
  function drawCard({ card, x, y, width, height }, layer) {
    const shown = tree.cards[card];
    const group = create("g", { class: "tile", transform: `translate(${x} ${y})`, "data-card": shown.id }, layer);
    shapes.set(card, group);
    if (opens(card)) create("path", { class: "behind", d: `M5 0V-4H${width + 4}V${height - 5}H${width}` }, group);
    create("rect", { class: "shape", width, height, rx: 6 }, group);
    addSign(group, card, 10, 9);
    const lines = shown.lines ?? [shown.name], two = lines.length > 1;
    create("text", { class: "name", x: 34, y: two ? 17 : 21 }, group, lines[0]);
    if (two) create("text", { class: "name", x: 34, y: 32 }, group, lines[1]);
    create("text", { class: "kind", x: 34, y: two ? 46 : 38 }, group, shown.kind);
    figureOf(card, create("text", { class: "figure", x: 10, y: 61 }, group, shown.figure));
    if (shown.share > 0) {
      create("rect", { class: "track", x: 10, y: 67, width: 138, height: 4 }, group);
      create("rect", { class: "heat", x: 10, y: 67, width: Math.max(1, shown.share * 138), height: 4 }, group);
    }
    const change = changeOf(card);
    if (change) create("path", { class: `corner is-${change}`, d: `M${width - 15} 0.5H${width - 6}a6 6 0 0 1 5.5 6V15Z` }, group);
    if (opens(card)) addToggle(layer, card, x + width - 28, y + height - 28);
    describe(card);
  }

  function drawFrame({ card, x, y, width, height }, layer, titles) {
    create("rect", { class: "ground", x, y, width, height, rx: 8 }, layer);
    const shown = tree.cards[card], wide = width >= 2 * cards.size.width;
    const group = create("g", { class: "frame", transform: `translate(${x} ${y})`, "data-card": shown.id }, titles);
    shapes.set(card, group);
    create("rect", { class: "shape", width, height, rx: 8 }, group);
    if (changeOf(card)) group.classList.add(`has-${changeOf(card)}`);
    const text = create("text", { class: "name", x: 30, y: 18 }, group, shown.titles[wide ? 1 : 0]);
    if (proposedFor(card)) {
      text.textContent += ` · ${proposedFor(card)}`;
      if (text.getComputedTextLength() > width - 80) text.textContent = shown.titles[wide ? 1 : 0];
    }
    const end = 30 + text.getComputedTextLength();
    const hit = create("rect", { class: "hit", x: 4, y: 4, height: 20, rx: 5 });
    group.insertBefore(hit, text);
    addSign(group, card, 8, 6);
    group.dataset.markAt = end + 6;
    addToggle(titles, card, x + width - 28, y);
    describe(card);
  }

  // What is inside a closed card is no property of its own.
  const isOfInside = (card) => opens(card) && !open.has(card) && stateOf(card) === "works"
    && meaningOf(card) !== (tree.cards[card].meaning ?? "plain");

  function describe(card) {
    const group = shapes.get(card), shown = tree.cards[card], meaning = meaningOf(card), state = stateOf(card);
    const key = `${meaning} ${state} ${scenario.occurred.size > 0 ? downText(card) : ""}`;
    if (group.dataset.shown === key) return;
    group.dataset.shown = key;
    for (const name of Object.keys(data.picture.marks)) {
      for (const part of [group, toggles.get(card)]) part?.classList.toggle(`m-${name}`, name === meaning);
    }
    for (const name of ["failed", "fallen", "weakened"]) group.classList.toggle(`is-${name}`, name === state);
    group.classList.toggle("holds", isOfInside(card));
    group.querySelector(".mark")?.remove();
    const isFrame = group.classList.contains("frame");
    if (isFrame) {
      const { filled, stroked } = data.picture.marks[meaning], end = Number(group.dataset.markAt);
      addMark(group, meaning, end, 5);
      group.querySelector(".hit").setAttribute("width", filled || stroked ? end + 16 : end - 4);
    } else addMark(group, meaning, cards.size.width - 24, opens(card) ? 28 : 44);
    const kind = group.querySelector(".kind");
    if (kind) kind.textContent = proposedFor(card) || downText(card) || shown.kind;
    describeForReaders(group, card, state);
  }

  function downText(card) {
    if (!opens(card) || open.has(card) || scenario.result === null || scenario.occurred.size === 0) return "";
    const down = downInside(card);
    return down > 0 ? `${down} of ${tree.cards[card].members} down` : "";
  }

  // All that is written on a card is part of its name.
  function wordsOn(group) {
    const lines = (css) => [...group.querySelectorAll(`:scope > .${css}`)].map((text) => text.textContent).join(" ");
    return ["name", "kind", "figure"].map(lines).filter((words) => words !== "").join(", ");
  }

  function describeForReaders(group, card, state) {
    const { component, journey } = tree.cards[card];
    if (component !== undefined) {
      group.dataset.component = component;
      group.setAttribute("role", "button");
      group.setAttribute("tabindex", 0);
      const change = changeOf(card);
      group.setAttribute("aria-label", `${wordsOn(group)}, ${state}${change ? `, ${change}` : ""}`);
      group.setAttribute("aria-pressed", state === "failed");
    } else if (journey !== undefined) {
      const now = scenario.result?.journeys[journey].state ?? "";
      group.dataset.journey = journey;
      group.setAttribute("role", "button");
      group.setAttribute("tabindex", 0);
      group.setAttribute("aria-label", `Journey ${wordsOn(group)}, ${now}`);
    } else {
      group.setAttribute("role", eventOf(card) >= 0 ? "button" : "group");
      if (eventOf(card) >= 0) group.setAttribute("tabindex", 0);
      group.setAttribute("aria-label", wordsOn(group));
    }
  }

  // --- lines ------------------------------------------------------------------------------------

  const inFocus = () => focusing.lines(tree, sheet, open, near >= 0 ? { card: near, hops: focus.hops, pointed: true } : focus);

  const downEnd = (card) => ["failed", "fallen"].includes(meaningOf(card));

  function refreshLines() {
    const layer = canvas.querySelector(".lines"), labels = canvas.querySelector(".labels");
    if (!layer) return;
    layer.replaceChildren();
    labels.replaceChildren();
    const { kept, reached } = inFocus(), isRoomy = form.columns > 2 && kept.size <= mostBold;
    const failing = scenario.occurred.size > 0 ? (line) => downEnd(line.from) && downEnd(line.to) : () => false;
    const drawn = sheet.lines.filter((line) => line.curve);
    const strong = drawn.filter((line) => kept.has(line)), others = drawn.filter((line) => !kept.has(line));
    // They share one gutter where there are two columns.
    const most = form.columns > 2 ? mostDimmed : mostDimmedNarrow;
    const seen = others.length <= most ? others : others.filter(failing);
    for (const line of seen) drawing.draw(line, failing(line) ? "failing" : "dimmed", layer, isRoomy);
    for (const line of strong) drawing.draw(line, failing(line) ? "focus failing" : "focus", layer, isRoomy);
    drawing.label(sheet, strong, labels);
    for (const [card, group] of shapes) {
      const dims = reached !== null && !group.classList.contains("frame") && !reached.has(card);
      group.classList.toggle("is-far", dims);
    }
    legend.show(sheet, (card) => meaningOf(card), { tree, isOfInside, changeOf,
      lines: [...strong, ...seen], left: others.length - seen.length, dimmed: others.length, around: near >= 0 ? -1 : focus.card });
  }

  function refresh() {
    for (const card of shapes.keys()) describe(card);
    refreshLines();
  }

  // --- the whole --------------------------------------------------------------------------------

  function draw(keepView) {
    sheet = cards.layOut(tree, open, form);
    cards.route(tree, sheet);
    const { width, height } = sheet;
    const svg = create("svg", { class: keepView ? "picture appearing" : "picture", width, height, viewBox: `0 0 ${width} ${height}`,
      role: "group", "aria-label": "Cards of the system, from the user to the data" });
    canvas.replaceChildren(svg);
    shapes = new Map();
    toggles = new Map();
    const grounds = create("g", {}, svg), lines = create("g", { class: "lines" }, svg);
    const titles = create("g", {}, svg), boxes = create("g", {}, svg);
    create("g", { class: "labels" }, svg);
    for (const place of sheet.frames) drawFrame(place, grounds, titles);
    for (const place of sheet.cards) drawCard(place, boxes);
    lines.setAttribute("aria-hidden", true);
    refreshLines();
    viewport.show(canvas, width, height, keepView);
    stage?.afterDrawing();
  }

  // The form follows the width; a phone begins with fewer cards.
  function fitForm() {
    const next = cards.formFor(frame.clientWidth);
    if (form && next.columns === form.columns) return;
    const wasNarrow = form && form.columns <= 2;
    form = next;
    const isNarrow = form.columns <= 2;
    const untouched = open === null || isFirst();
    firstOpen = new Set(isNarrow ? tree.open_narrow : tree.open);
    if (open === null) open = new Set(firstOpen);
    else if (untouched && wasNarrow !== isNarrow) open = new Set(firstOpen);
    draw(false);
  }

  function forPaper(on) {
    const section = document.getElementById("diagram");
    const chosen = on ? paper.formFor((each) => cards.layOut(tree, open, each), section, canvas) : null;
    if (!on) paper.putBack();
    form = chosen?.form ?? cards.formFor(frame.clientWidth);
    section.style.setProperty("--picture-height", chosen ? `${chosen.height}px` : "");
    draw(false);
  }

  function start() {
    fitForm();
    new ResizeObserver(() => fitForm()).observe(frame);
  }

  return {
    canvas, start, forPaper, refresh, uncover, cardOf, tree, focus, eventOf,
    available: Boolean(tree),
    get sheet() { return sheet; },
    setFocus(card, hops) {
      focus.card = card;
      focus.hops = hops;
      refreshLines();
      address.remember();
    },
    markNear(card) { near = card; refreshLines(); },
    propose(next) {
      if (!tree || next === proposal) return;
      proposal = next;
      for (const part of proposal?.parts ?? []) uncover(part);
      draw(true);
    },
  };
})();
