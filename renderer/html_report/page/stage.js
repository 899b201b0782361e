"use strict";
// The stage with its two views, the pointer, the keyboard, search, colours, printing.
const stage = (() => {
  const { data } = scenario;
  const find = (id) => document.getElementById(id);
  const frame = find("viewport"), tip = find("tip"), search = find("search");
  const states = ["works", "failed", "fallen", "weakened"];
  const described = new WeakMap();  // shapes to the state that they show
  let view = null;

  function describe(element, id) {
    const { name, kind } = data.components[id];
    const state = scenario.stateOf(id);
    if (described.get(element) === state) return;
    described.set(element, state);
    element.setAttribute("aria-label", `${name}, ${kind}, ${state}`);
    element.setAttribute("aria-pressed", state === "failed");
    for (const other of states) element.classList.toggle(`is-${other}`, other === state);
  }

  // Shapes that stand for something can be reached, named and pressed.
  function prepareShapes(canvas) {
    for (const shape of canvas.querySelectorAll("[data-component]")) {
      const id = Number(shape.dataset.component);
      if (!data.components[id]) continue;
      shape.setAttribute("tabindex", 0);
      shape.setAttribute("role", "button");
      describe(shape, id);
    }
  }

  function refreshShapes(canvas) {
    for (const shape of canvas.querySelectorAll("[data-component]")) {
      const id = Number(shape.dataset.component);
      if (data.components[id]) describe(shape, id);
    }
    if (scenario.result === null) return;
    for (const shape of canvas.querySelectorAll("[data-journey]")) {
      const { state } = scenario.result.journeys[Number(shape.dataset.journey)];
      for (const other of ["up", "degraded", "down"]) {
        shape.classList.toggle(`is-${other}`, other === state && scenario.occurred.size > 0);
      }
      shape.setAttribute("role", "img");
      shape.setAttribute("aria-label", `Journey ${data.journeys[Number(shape.dataset.journey)].name}, ${state}`);
    }
  }

  function choose(next) {
    view = next;
    diagram.canvas.hidden = view !== diagram;
    map.canvas.hidden = view !== map;
    find("view-diagram").setAttribute("aria-pressed", view === diagram);
    find("view-map").setAttribute("aria-pressed", view === map);
    view.show();
    refreshShapes(view.canvas);
    view.refresh();
    markMatches();
    const closed = view === map && map.closed ? "Closed boxes open with ▸. " : "";
    const lines = view === map && map.linesOnDemand ? "Lines show for what you point at. " : "";
    find("hint").textContent = closed + lines +
      (matchMedia("(pointer: coarse)").matches
        ? "Tap fails, again restores · drag moves · pinch zooms"
        : "Click fails, again restores · drag moves · Ctrl + wheel zooms · / searches · Esc restores");
  }

  // --- pointing ---------------------------------------------------------------------------------

  const componentAt = (target) => target.closest?.("[data-component]");

  function showTip(shape) {
    const id = Number(shape.dataset.component);
    const component = data.components[id];
    tip.replaceChildren();
    const head = document.createElement("p");
    const name = document.createElement("b");
    name.textContent = component.name;
    head.append(name, ` ${component.kind}`);
    tip.append(head);
    const list = document.createElement("dl");
    for (const [label, text] of component.facts) {
      const term = document.createElement("dt"), value = document.createElement("dd");
      term.textContent = label;
      value.textContent = text;
      list.append(term, value);
    }
    tip.append(list);
    tip.hidden = false;
    const box = shape.getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    const right = Math.min(box.right, outer.right) + 10;
    const left = right + tip.offsetWidth < innerWidth ? right
      : Math.max(8, Math.max(box.left, outer.left) - tip.offsetWidth - 10);
    tip.style.left = `${Math.min(left, innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.max(8, Math.min(box.top, innerHeight - tip.offsetHeight - 8))}px`;
  }

  function point(shape) {
    if (!shape) {
      tip.hidden = true;
      diagram.markNear(null);
      if (view === map) map.markNear(null);
      return;
    }
    shape.setAttribute("aria-describedby", "tip");
    showTip(shape);
    const id = Number(shape.dataset.component);
    if (view === diagram) diagram.markNear(`c${id}`); else map.markNear(id);
  }

  frame.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && event.buttons === 0) point(componentAt(event.target));
  });
  frame.addEventListener("pointerleave", () => point(null));
  frame.addEventListener("focusin", (event) => {
    const shape = componentAt(event.target);
    if (!shape || !shape.matches(":focus-visible")) return;
    viewport.reveal(shape, false);
    point(shape);
  });
  frame.addEventListener("focusout", () => point(null));
  frame.addEventListener("scroll", () => frame.scrollTo(0, 0));  // focus must not scroll the canvas
  frame.addEventListener("click", (event) => {
    const shape = componentAt(event.target);
    if (viewport.dragged) return;
    if (event.pointerType === "touch") point(shape);  // fingers do not hover
    if (!shape) return;
    scenario.toggleComponent(Number(shape.dataset.component));
  });

  // Where fingers point, what they pointed at stays until the page moves on.
  if (matchMedia("(pointer: coarse)").matches) {
    addEventListener("scroll", () => point(null), { passive: true });
  }

  // --- searching --------------------------------------------------------------------------------

  let found = [], foundAt = -1;

  function markMatches() {
    const { wanted, components } = panel.matches(search.value);
    found = wanted === "" ? [] : components;
    const hits = new Set(found.map(String));
    view?.canvas.classList.toggle("searching", wanted !== "");
    for (const shape of view?.canvas.querySelectorAll("[data-component]") ?? []) {
      shape.classList.toggle("is-match", hits.has(shape.dataset.component));
    }
  }

  function nextMatch() {
    if (found.length === 0) return;
    foundAt = (foundAt + 1) % found.length;
    if (view === map) map.uncover(found[foundAt]);
    markMatches();
    const shape = view.canvas.querySelector(`[data-component="${found[foundAt]}"]`);
    if (!shape) return;
    viewport.reveal(shape, true);
    point(shape);
  }

  search.addEventListener("input", () => {
    foundAt = -1;
    markMatches();
    panel.showAll();
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); nextMatch(); }
    if (event.key !== "Escape") return;
    event.stopPropagation();
    search.value = "";
    search.dispatchEvent(new Event("input"));
    search.blur();
    point(null);
  });

  // --- keyboard ---------------------------------------------------------------------------------

  function enlarge() {
    const on = find("workbench").classList.toggle("enlarged");
    find("enlarge").setAttribute("aria-pressed", on);
    document.body.classList.toggle("held", on);
  }

  const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

  function onStageKey(event) {
    const shape = event.target.matches("[data-component]") ? event.target : null;
    if (shape && (event.key === "Enter" || event.key === " ")) {
      scenario.toggleComponent(Number(shape.dataset.component));
    } else if (event.key in steps) {
      viewport.pan(...steps[event.key]);
    } else {
      return;
    }
    event.preventDefault();
  }
  frame.addEventListener("keydown", onStageKey);

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    switch (event.key) {
      case "/": search.focus(); search.select(); break;
      case "Escape":
        if (scenario.occurred.size === 0 && find("workbench").classList.contains("enlarged")) enlarge();
        else scenario.restoreAll();
        break;
      case "+": case "=": viewport.zoom(1.25); break;
      case "-": viewport.zoom(0.8); break;
      case "0": viewport.fit(); break;
      case "f": case "F": enlarge(); break;
      default: return;
    }
    event.preventDefault();
  });

  // --- buttons ----------------------------------------------------------------------------------

  find("zoom-in").addEventListener("click", () => viewport.zoom(1.25));
  find("zoom-out").addEventListener("click", () => viewport.zoom(0.8));
  find("fit").addEventListener("click", () => viewport.fit());
  find("enlarge").addEventListener("click", enlarge);
  find("restore").addEventListener("click", () => scenario.restoreAll());
  find("view-diagram").addEventListener("click", () => choose(diagram));
  find("view-map").addEventListener("click", () => choose(map));

  function start() {
    for (const element of document.querySelectorAll("[hidden]")) {
      if (element.matches(".tools, .panel, .hint, #theme, #print")) element.hidden = false;
    }
    find("view-diagram").hidden = !diagram.available;
    find("view-map").hidden = !diagram.available || data.fault_tree;
    diagram.canvas.hidden = false;
    if (data.fault_tree) {
      document.querySelector(".stage").hidden = true;
      find("all-list").before(search);
      document.querySelector(".panel h3").textContent = "Top events now";
      for (const gone of ["now-fallen", "fallen-count"]) find(gone).closest("ul, h3").hidden = true;
      document.querySelector("#diagram h2").textContent = "What happens when this fails?";
      find("workbench").classList.add("without-stage");
    } else {
      diagram.prepare();
      prepareShapes(diagram.canvas);
      choose(diagram.available ? diagram : map);
    }
    if (scenario.result === null) {
      find("restore").hidden = true;
      find("hint").textContent = "This system is too large to be failed in a page: use cutpoint whatif.";
      document.querySelector(".panel").hidden = true;
      return;
    }
    panel.refresh("");
    scenario.onChange((what) => {
      if (view) { refreshShapes(view.canvas); view.refresh(); }
      panel.refresh(what);
    });
    scenario.fromAddress();
  }

  return { prepareShapes, start };
})();
