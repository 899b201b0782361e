"use strict";
// The stage: pointer, keyboard, search, which lines stand out.
const stage = (() => {
  const { data } = scenario;
  const find = (id) => document.getElementById(id);
  const frame = find("viewport"), tip = find("tip"), search = find("search"), lines = find("lines"), hops = find("hops");

  // --- pointing ---------------------------------------------------------------------------------

  const cardAt = (target) => target.closest?.("[data-card]");
  const numberOf = (shape) => picture.tree.cards.findIndex(({ id }) => id === shape.dataset.card);

  function factsOf(card) {
    if (card.component !== undefined) return data.components[card.component].facts;
    if (card.journey !== undefined) return [["Availability", data.journeys[card.journey].text], ["Down", card.figure]];
    return [["Inside", card.kind], ["Downtime", card.figure]].filter(([, text]) => text);
  }

  function showTip(shape) {
    const card = picture.tree.cards[numberOf(shape)];
    tip.replaceChildren();
    const head = document.createElement("p");
    const name = document.createElement("b");
    name.textContent = card.name;
    head.append(name, ` ${card.component !== undefined ? data.components[card.component].kind : ""}`);
    tip.append(head);
    const list = document.createElement("dl");
    for (const [label, text] of factsOf(card)) {
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
    // Moved by a transform: what is laid out stays where it is.
    tip.style.transform = `translate(${Math.min(left, innerWidth - tip.offsetWidth - 8)}px, ${Math.max(8, Math.min(box.top, innerHeight - tip.offsetHeight - 8))}px)`;
  }

  let pointed = null;

  function point(shape) {
    if (shape === pointed) return;
    pointed = shape;
    if (!shape) {
      tip.hidden = true;
      picture.markNear(-1);
      return;
    }
    shape.setAttribute("aria-describedby", "tip");
    showTip(shape);
    picture.markNear(numberOf(shape));
  }

  // What a click on a card does: components and causes fail, journeys show their lines.
  function press(shape) {
    const number = numberOf(shape), card = picture.tree.cards[number];
    if (card.component !== undefined) scenario.toggleComponent(card.component);
    else if (picture.eventOf(number) >= 0) scenario.toggleEvent(picture.eventOf(number));
    else if (card.journey !== undefined) pin(number);
  }

  frame.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || event.buttons !== 0) return;
    const shape = cardAt(event.target);
    // The ground of an open card is not the card.
    point(shape && (shape.classList.contains("tile") || event.target.closest(".hit, .name, .sign")) ? shape : null);
  });
  frame.addEventListener("pointerleave", () => point(null));
  frame.addEventListener("focusin", (event) => {
    const shape = cardAt(event.target);
    if (!shape || event.target !== shape || !shape.matches(":focus-visible")) return;
    viewport.reveal(shape, false);
    point(shape);
  });
  frame.addEventListener("focusout", () => point(null));
  frame.addEventListener("scroll", () => frame.scrollTo(0, 0));  // focus must not scroll the canvas
  frame.addEventListener("click", (event) => {
    const shape = cardAt(event.target);
    if (viewport.dragged) return;
    if (event.pointerType === "touch") point(shape ?? null);  // fingers do not hover
    if (!shape) return;
    if (event.altKey) pin(numberOf(shape)); else press(shape);
  });

  // Where fingers point, what they pointed at stays until the page moves on.
  if (matchMedia("(pointer: coarse)").matches) {
    addEventListener("scroll", () => point(null), { passive: true });
  }

  // --- lines ------------------------------------------------------------------------------------

  const option = (value, text) => {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    return made;
  };

  function listFocus() {
    const { cards } = picture.tree;
    lines.replaceChildren(option(-1, "all lines"));
    const journeys = cards.map((_, at) => at).filter((at) => cards[at].journey !== undefined).slice(0, 200);
    if (picture.focus.card >= 0 && !journeys.includes(picture.focus.card)) journeys.push(picture.focus.card);
    for (const at of journeys) lines.append(option(at, cards[at].journey !== undefined ? `what ${cards[at].name} uses` : `around ${cards[at].name}`));
    lines.value = picture.focus.card;
    hops.value = picture.focus.hops;
    hops.disabled = picture.focus.card < 0 || cards[picture.focus.card].journey !== undefined;
  }

  function pin(number) {
    picture.setFocus(picture.focus.card === number ? picture.tree.focus : number, picture.focus.hops);
    listFocus();
  }

  lines.addEventListener("change", () => {
    picture.setFocus(Number(lines.value), picture.focus.hops);
    listFocus();
  });
  hops.addEventListener("change", () => picture.setFocus(picture.focus.card, Number(hops.value)));

  // --- searching --------------------------------------------------------------------------------

  let found = [], foundAt = -1;

  function markMatches() {
    if (!picture.available) return;
    const { wanted, components } = panel.matches(search.value);
    found = wanted === "" ? [] : components;
    const hits = new Set(found.map(String));
    picture.canvas.classList.toggle("searching", wanted !== "");
    for (const shape of picture.canvas.querySelectorAll("[data-card]")) {
      shape.classList.toggle("is-match", hits.has(shape.dataset.component));
    }
  }

  function nextMatch() {
    if (found.length === 0) return;
    foundAt = (foundAt + 1) % found.length;
    picture.uncover(found[foundAt]);
    markMatches();
    const shape = picture.canvas.querySelector(`[data-component="${found[foundAt]}"]`);
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
    viewport.fit();
  }

  const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

  function onStageKey(event) {
    const shape = event.target.matches("[data-card]") ? event.target : null;
    if (shape && (event.key === "Enter" || event.key === " ")) {
      press(shape);
    } else if (shape && (event.key === "l" || event.key === "L")) {
      pin(numberOf(shape));
    } else if (event.key in steps) {
      viewport.pan(...steps[event.key]);
    } else {
      return;
    }
    event.preventDefault();
  }
  frame.addEventListener("keydown", onStageKey);

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
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

  function withoutPicture() {
    document.querySelector(".stage").hidden = true;
    find("all-list").before(search);
    document.querySelector(".panel h3").textContent = "Top events now";
    for (const gone of ["now-fallen", "fallen-count"]) find(gone).closest("ul, h3").hidden = true;
    document.querySelector("#diagram h2").textContent = "What happens when this fails?";
    find("workbench").classList.add("without-stage");
  }

  function start() {
    for (const element of document.querySelectorAll("[hidden]")) {
      if (element.matches(".tools, .panel, .hint, #theme, #print")) element.hidden = false;
    }
    openings.start();
    tables.start();
    notes.start();
    if (picture.available) {
      picture.start();
      viewport.start();
      listFocus();
      saving.start();
      proposals.start();
    } else {
      withoutPicture();
    }
    find("hint").textContent = matchMedia("(pointer: coarse)").matches
      ? "Tap fails, again restores · ⌄ opens · drag moves · pinch zooms"
      : "Click fails, again restores · ⌄ opens · Alt + click or L keeps a card's lines · drag moves · Ctrl + wheel zooms · / searches · Esc restores";
    if (scenario.result === null) {
      find("restore").hidden = true;
      find("hint").textContent = "This system is too large to be failed in a page: use cutpoint whatif.";
      document.querySelector(".panel").hidden = true;
      find("workbench").classList.add("without-panel");
      return;
    }
    figures.start();
    panel.refresh("");
    scenario.onChange((what) => {
      if (picture.available) picture.refresh();
      panel.refresh(what);
    });
  }

  return { start, listFocus, afterDrawing: markMatches };
})();
