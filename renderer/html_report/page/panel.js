"use strict";
// The lists beside the drawing: journeys, what failed, what fell with it, what can fail.
const panel = (() => {
  const { data } = scenario;
  const { find, create } = elements;
  const mostRows = 120;
  const words = data.fault_tree ? { up: "does not happen", down: "happens" }
    : { up: "up", degraded: "degraded", down: "down" };
  const signs = { up: "✓", degraded: "◐", down: "✗" };

  // Ways can be long: both ends stay.
  function wayText(start, ids) {
    const names = ids.map((id) => data.components[id].name);
    if (names.length > 9) names.splice(4, names.length - 8, `… ${names.length - 8} more …`);
    return [...(start ? [start] : []), ...names].join(" → ");
  }

  function stateBadge(element, state) {
    element.className = `state ${state}`;
    element.textContent = `${signs[state]} ${words[state]}`;
  }

  // By counts, and which of several failures it takes.
  function showReasons(id, row) {
    const { result, occurred } = scenario;
    const counts = reasons.ofNeeds(data, data.journeys[id].needs, result.failed);
    if (counts !== "") create("small", "", counts, row);
    const causes = data.fault_tree ? null : reasons.causes(data, occurred, id);
    if (causes) create("small", "", reasons.causesText(causes), row);
  }

  function showJourneys() {
    const list = find("now-journeys");
    list.replaceChildren();
    // Where there are many, those that are not up come first.
    const order = data.journeys.map((_, id) => id);
    const rank = { down: 0, degraded: 1, up: 2 };
    if (order.length > 12) order.sort((a, b) => rank[scenario.result.journeys[a].state] - rank[scenario.result.journeys[b].state]);
    const isUp = (id) => scenario.result.journeys[id].state === "up";
    const shown = order.length > 12 ? order.filter((id, at) => at < 6 || !isUp(id)).slice(0, mostRows) : order;
    for (const id of shown) {
      const journey = data.journeys[id], now = scenario.result.journeys[id];
      const row = create("li", "", undefined, list);
      row.dataset.journey = id;
      stateBadge(create("span", "", undefined, row), now.state);
      create("b", "", journey.name, row);
      const way = now.way(), lacks = now.lacks().map((lost) => data.components[lost].name);
      if (now.state === "down" && way.length > 0) create("small", "", wayText(journey.name, way), row);
      if (now.state === "down") showReasons(id, row);
      if (lacks.length > 0) create("small", "", `without ${lacks.slice(0, 6).join(", ")}`, row);
    }
    const left = order.filter((id) => !shown.includes(id));
    if (left.length > 0) create("li", "muted", `… and ${left.length} more${left.every(isUp) ? ` ${data.fault_tree ? "that do not happen" : "that are up"}` : ""}`, list);
    for (const badge of document.querySelectorAll("[data-state-of]")) {
      const { state } = scenario.result.journeys[Number(badge.dataset.stateOf)];
      if (scenario.occurred.size === 0) {
        badge.textContent = "";
        badge.className = "state";
      } else {
        stateBadge(badge, state);
      }
    }
  }

  function restoreButton(name, onClick, parent) {
    const button = create("button", "chip", `${name} ×`, parent);
    button.type = "button";
    button.setAttribute("aria-label", `Restore ${name}`);
    button.addEventListener("click", onClick);
  }

  function showFailed() {
    const list = find("now-failed");
    list.replaceChildren();
    const whole = new Set();
    let shown = 0;
    for (const event of scenario.occurred) {
      const { name, component } = data.events[event];
      if (++shown > mostRows) continue;
      if (component !== undefined && scenario.stateOf(component) === "failed") {
        if (whole.has(component)) continue;
        whole.add(component);
        restoreButton(data.components[component].name, () => scenario.toggleComponent(component),
          create("li", "inline", undefined, list));
      } else {
        restoreButton(name, () => scenario.toggleEvent(event), create("li", "inline", undefined, list));
      }
    }
    if (shown === 0) create("li", "muted", data.fault_tree ? "Nothing yet." : `Nothing yet: ${matchMedia("(pointer: coarse)").matches ? "tap" : "click"} a component to fail it.`, list);
    find("failed-count").textContent = scenario.occurred.size > 0 ? scenario.occurred.size : "";
    find("restore").disabled = scenario.occurred.size === 0;
  }

  function showFallen() {
    const list = find("now-fallen");
    list.replaceChildren();
    const { fallen, wayOf } = scenario.result;
    for (const id of fallen.slice(0, mostRows)) {
      const row = create("li", "", undefined, list);
      row.dataset.fallen = id;
      create("b", "", data.components[id].name, row);
      const way = wayOf(id);
      if (way.length > 1) create("small", "", "needs " + wayText("", way.slice(1)), row);
      const counts = reasons.ofPool(data, id, scenario.occurred, scenario.result.failed) ||
        reasons.ofNeeds(data, data.components[id].needs, scenario.result.failed);
      if (counts !== "") create("small", "", counts, row);
    }
    if (fallen.length > mostRows) create("li", "muted", `… and ${fallen.length - mostRows} more`, list);
    if (fallen.length === 0) {
      create("li", "muted", scenario.occurred.size > 0 ? "Nothing: everything else goes on." : "–", list);
    }
    find("fallen-count").textContent = fallen.length > 0 ? fallen.length : "";
  }

  function stepper(id, row) {
    const { events, name } = data.components[id];
    const down = scenario.failedInstances(id);
    const box = create("span", "stepper", undefined, row);
    for (const [sign, count, label] of [["−", down - 1, "Restore one"], ["+", down + 1, "Fail one"]]) {
      const button = create("button", "", sign, box);
      button.type = "button";
      button.setAttribute("aria-label", `${label} instance of ${name}`);
      button.disabled = count < 0 || count > events.length;
      button.addEventListener("click", () => scenario.failInstances(id, count));
      if (sign === "−") create("span", "", `${down} of ${events.length} failed`, box);
    }
  }

  function toggleRow(list, name, kind, state, onClick) {
    const row = create("li", "", undefined, list);
    const button = create("button", `toggle-row ${state}`, undefined, row);
    button.type = "button";
    button.setAttribute("aria-pressed", state === "failed");
    create("span", "", name, button);
    create("small", "", state === "works" ? kind : `${kind} · ${state}`, button);
    button.addEventListener("click", onClick);
    return row;
  }

  function matches(query) {
    const wanted = query.trim().toLowerCase();
    const fits = (name, kind) => wanted === "" || name.toLowerCase().includes(wanted) ||
                                 kind.toLowerCase().includes(wanted);
    const components = [];
    data.components.forEach(({ name, kind, events }, id) => {
      if (events.length > 0 && fits(name, kind)) components.push(id);
    });
    return { wanted, components,
      others: scenario.others.filter((event) => fits(data.events[event].name, data.events[event].kind)) };
  }

  function showAll() {
    const list = find("all-list");
    const focused = list.contains(document.activeElement)
      ? [...list.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    list.replaceChildren();
    const { components, others } = matches(find("search").value);
    let left = mostRows;
    for (const id of components) {
      if (left-- <= 0) break;
      const { name, kind, events } = data.components[id];
      const row = toggleRow(list, name, kind, scenario.stateOf(id), () => scenario.toggleComponent(id));
      if (events.length > 1) stepper(id, row);
    }
    for (const event of others) {
      if (left-- <= 0) break;
      const { name, kind } = data.events[event];
      toggleRow(list, name, kind, scenario.occurred.has(event) ? "failed" : "works",
        () => scenario.toggleEvent(event));
    }
    const all = components.length + others.length;
    if (all > mostRows) create("li", "muted", `… and ${all - mostRows} more: search for them`, list);
    if (all === 0) create("li", "muted", "Nothing of that name.", list);
    find("list-count").textContent = all;
    if (focused >= 0) list.querySelectorAll("button")[focused]?.focus();
  }

  function announce(what) {
    const { fallen, journeys } = scenario.result;
    const states = journeys.map(({ state }, id) => ({ state, name: data.journeys[id].name }))
      .filter(({ state }) => state !== "up")
      .map(({ name, state }) => (data.fault_tree ? `${name} ${words[state]}` : `${name} is ${words[state]}`));
    const more = data.fault_tree ? "" : `${fallen.length} more fall with it. `;
    const none = data.fault_tree ? "No top event happens" : "All journeys are up";
    find("announce").textContent = `${what}. ${more}${states.length > 0 ? states.slice(0, 5).join(", ") : none}.`;
  }

  // Scenarios of the document: places, providers and common causes.
  function showReady() {
    const box = find("ready"), { scenarios } = data;
    box.hidden = scenarios.length === 0;
    if (box.childElementCount === 0) {
      scenarios.forEach(({ label, events }) => {
        const button = create("button", "chip ready-chip", label, box);
        button.type = "button";
        button.addEventListener("click", () => scenario.failEvents(events, label));
      });
    }
    scenarios.forEach(({ events }, at) => {
      box.children[at].setAttribute("aria-pressed", events.every((event) => scenario.occurred.has(event)));
    });
  }

  function refresh(what) {
    showReady();
    showJourneys();
    showFailed();
    showFallen();
    outage.show();
    showAll();
    if (what) announce(what);
  }

  return { refresh, showAll, matches };
})();
