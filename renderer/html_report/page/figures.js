"use strict";
// Changing figures by hand: fields and sliders of parts, of pools and of needs.
const figures = (() => {
  const { data } = scenario;
  const made = data.program;
  const { find, create } = elements;
  const list = find("figures-list"), search = find("figures-search");
  const mostRows = 40, mostFixed = 12;
  // A slider goes to a hundredth and to a hundredfold.
  const reach = 2;
  const opened = new Set();

  // Roughly: a chain takes so many steps for each of its transitions.
  const stepsOfTransition = 500;
  function costOf(part) {
    return made.chains.filter((chain) => chains.hangsOn(chain, part)).reduce((sum, { shape }) =>
      sum + stepsOfTransition * made.shapes[shape].rows.reduce((all, row) => all + row.length / 2, 0), made.steps.length);
  }

  // What a part's downtime adds to all journeys: by that they are listed.
  function weights() {
    const whole = data.journeys.map((_, id) => settings.before(id));
    if (made.parts.reduce((sum, _, part) => sum + costOf(part), 0) > 3e7) return made.parts.map(() => 0);
    return made.parts.map(({ repair }, part) => {
      const figures = new Map([[part, { mtbf: Infinity, repair }]]);
      return program.run(made, { figures, needed: new Map(), turned: new Set() }).reduce((sum, down, id) => sum + whole[id] - down, 0);
    });
  }

  let order = null;
  const listed = (ids) => ids.slice(0, 12).map((id) => data.components[id].name).join(", ") + (ids.length > 12 ? ` and ${ids.length - 12} more` : "");
  const poolOf = (component) => made.pools.findIndex((pool) => pool.component === component);
  const needsOf = (owner) => made.needs.map((_, at) => at).filter((at) => made.needs[at].owner === owner);

  function field(parent, label, value, onChange) {
    const box = create("label", "field", undefined, parent);
    create("span", "", label, box);
    const input = create("input", "", undefined, box);
    input.value = value;
    input.autocomplete = "off";
    input.spellcheck = false;
    input.addEventListener("change", () => {
      const good = onChange(input.value);
      input.setAttribute("aria-invalid", !good);
      input.title = good ? "" : "a time with its unit, such as 30d or 1h30m";
    });
    return input;
  }

  function slider(parent, label, hours, written, onMove) {
    const input = create("input", "", undefined, parent);
    Object.assign(input, { type: "range", min: -reach, max: reach, step: 0.02 });
    input.value = Math.log10(hours / written) || 0;
    input.setAttribute("aria-label", label);
    const say = () => input.setAttribute("aria-valuetext", wording.typed(written * 10 ** Number(input.value)));
    input.addEventListener("input", () => { onMove(wording.typed(written * 10 ** Number(input.value))); say(); });
    say();
    return input;
  }

  function timeRow(parent, part, key, label) {
    const row = create("div", "figure-row", undefined, parent);
    const typed = settings.figuresOf(part), written = made.parts[part][key];
    const input = field(row, label, typed[key], (text) => {
      const good = settings.setFigures(part, { ...settings.figuresOf(part), [key]: text.trim() });
      if (good && bar) bar.value = Math.log10(wording.hours(text) / written);
      return good;
    });
    const bar = written > 0 && written < Infinity
      ? slider(row, `${label} of ${settings.nameOf(made.parts[part])}`, wording.hours(typed[key]), written, (text) => {
        input.value = text;
        settings.setFigures(part, { ...settings.figuresOf(part), [key]: text });
      }) : null;
  }

  function poolRow(parent, pool, whose) {
    const { v, needed, component } = made.pools[pool];
    const row = create("div", "figure-row", undefined, parent);
    const box = create("label", "field", undefined, row);
    create("span", "", `Needed of ${v.length}${whose}`, box);
    const input = create("input", "", undefined, box);
    Object.assign(input, { type: "number", min: 1, max: v.length, step: 1, value: settings.needed.get(pool) ?? needed });
    input.setAttribute("aria-label", `Instances of ${data.components[component].name} that are needed`);
    input.addEventListener("input", () => settings.setNeeded(pool, Math.floor(Number(input.value))));
  }

  function needRow(parent, need) {
    const { text, soft } = made.needs[need];
    const row = create("label", "check", undefined, parent);
    const box = create("input", "", undefined, row);
    box.type = "checkbox";
    box.checked = settings.turned.has(need) ? soft : !soft;
    box.addEventListener("change", () => settings.turn(need, box.checked === soft));
    create("span", "", `cannot do without ${text}`, row);
  }

  function summaryText(part) {
    const { mtbf, repair } = settings.figuresOf(part);
    return `${mtbf} · ${repair}`;
  }

  function fill(body, part) {
    body.replaceChildren();
    timeRow(body, part, "mtbf", "MTBF");
    timeRow(body, part, "repair", "Repaired in");
    const { component, v, alike = [], rests = [], common = [] } = made.parts[part];
    const inChain = made.chains.some((chain) => chains.hangsOn(chain, part));
    if (v.length + rests.length + common.length === 0 && !inChain) create("p", "fine", "No journey hangs on it.", body);
    if (alike.length > 0) create("p", "fine", `Its figures are also those of ${listed(alike)}, as they share failures (beta).`, body);
    if (component !== undefined) {
      for (const id of [component, ...alike]) if (poolOf(id) >= 0) poolRow(body, poolOf(id), id === component ? "" : ` of ${data.components[id].name}`);
      for (const need of needsOf(component)) needRow(body, need);
    }
    if (inChain) create("p", "fine", "A redundancy group that switches, waits or is repaired by crews hangs on it: its Markov chain is solved anew. How many are needed, and what they need, is changed in the file.", body);
    const back = create("button", "small", "As written", body);
    back.type = "button";
    back.addEventListener("click", () => { settings.resetPart(part); fill(body, part); });
  }

  function addPart(part) {
    const row = create("li", "", undefined, list);
    const details = create("details", "", undefined, row);
    const summary = create("summary", "", undefined, details);
    create("b", "", settings.nameOf(made.parts[part]), summary);
    const now = create("small", "", summaryText(part), summary);
    const body = create("div", "figure-body", undefined, details);
    row.dataset.part = part;
    row.classList.toggle("is-changed", settings.figures.has(part));
    if (opened.has(part)) { details.open = true; fill(body, part); }
    details.addEventListener("toggle", () => {
      if (details.open) { opened.add(part); if (!body.firstChild) fill(body, part); } else opened.delete(part);
    });
    row.update = () => {
      now.textContent = summaryText(part);
      row.classList.toggle("is-changed", settings.figures.has(part));
    };
  }

  // Needs of journeys stand by themselves, and so do those of parts without figures.
  function addNeeds(wanted) {
    const listed = new Set(made.parts.map(({ component }) => component));
    made.needs.forEach((need, at) => {
      if (need.owner !== undefined && listed.has(need.owner)) return;
      const owner = settings.ownerOf(need);
      if (wanted !== "" && !`${owner} ${need.text}`.toLowerCase().includes(wanted)) return;
      const row = create("li", "", undefined, list);
      create("b", "", owner, row);
      needRow(row, at);
    });
  }

  function showList() {
    order ??= (() => {
      const weight = weights();
      return made.parts.map((_, at) => at).sort((a, b) => weight[b] - weight[a] || a - b);
    })();
    const wanted = search.value.trim().toLowerCase();
    const names = ({ alike = [], ...part }) => [settings.nameOf(part), ...alike.map((id) => data.components[id].name)];
    const fits = order.filter((part) => names(made.parts[part]).some((name) => name.toLowerCase().includes(wanted)));
    fits.sort((a, b) => settings.figures.has(b) - settings.figures.has(a));
    list.replaceChildren();
    for (const part of fits.slice(0, mostRows)) addPart(part);
    if (fits.length > mostRows) create("li", "muted", `… and ${fits.length - mostRows} more: search for them`, list);
    addNeeds(wanted);
    if (made.needs_left_out) create("li", "fixed fine", made.needs_left_out, list);
    addFixed(wanted, fits.length);
  }

  const yamlName = (name) => (/^[A-Za-z][\w-]*$/.test(name) ? name : JSON.stringify(name));

  // What cannot be changed here says why, and what answers, where a field would be.
  function addFixed(wanted, above) {
    let found = above + list.querySelectorAll("li:not(.fixed)").length;
    for (const { why, of } of made.fixed) {
      const fits = of.filter((id) => data.components[id].name.toLowerCase().includes(wanted));
      if (fits.length === 0) continue;
      found += fits.length;
      const row = create("li", "fixed fine", `Changed in the file: ${why}. `, list);
      row.append("Put their figures into a second document, change.yaml, and run ", create("code", "", "cutpoint analyze DOCUMENT change.yaml"), ":");
      create("pre", "", `cutpoint: 1\ncomponents:\n  ${yamlName(data.components[fits[0]].name)}: {mtbf: 90d, mttr: 1h}`, row);
      for (const id of fits.slice(0, mostFixed)) create("b", "", data.components[id].name, create("li", "fixed", undefined, list));
      if (fits.length > mostFixed) create("li", "muted", `… and ${fits.length - mostFixed} more that are changed in the file`, list);
    }
    if (found === 0) create("li", "muted", "Nothing of that name has figures.", list);
  }

  // --- results ----------------------------------------------------------------------------------

  function verdictOf({ slo }, down) {
    if (!slo) return null;
    const met = down + slo.beside <= slo.target * (1 + 1e-12);
    return { met, text: `${met ? "✓ meets" : "✗ misses"} ${slo.text}` };
  }

  function nowText(id) {
    const journey = data.journeys[id], down = settings.now(id);
    const beside = journey.slo ? [journey.slo.target] : [];
    return { down, verdict: verdictOf(journey, down), text: wording.availability(down, beside) };
  }

  // In each verdict, below what the document says.
  function showInCards() {
    for (const badge of document.querySelectorAll(".card [data-state-of]")) {
      const id = Number(badge.dataset.stateOf), card = badge.closest(".card");
      let line = card.querySelector(".with-yours");
      if (!settings.isChanged()) { line?.remove(); continue; }
      line ??= create("p", "with-yours");
      card.querySelector("h3").after(line);
      const { text, down, verdict } = nowText(id);
      line.replaceChildren(`With your figures: `, create("b", "", text));
      line.append(` · down ${wording.long(down * 720)} a 30-day month`);
      if (verdict) line.append(" · ", create("b", verdict.met ? "good" : "bad", verdict.text));
    }
  }

  function showResults() {
    const rows = find("figures-results");
    rows.replaceChildren();
    data.journeys.slice(0, 30).forEach((journey, id) => {
      const { text, verdict, down } = nowText(id), before = settings.before(id);
      const row = create("li", "", undefined, rows);
      row.dataset.journey = id;
      create("b", "", journey.name, row);
      if (verdict) create("span", `state ${verdict.met ? "up" : "down"}`, verdict.text, row);
      const same = down === before;
      create("small", "", same ? text : `${wording.availability(before, journey.slo ? [journey.slo.target] : [])} → ${text}`, row);
      if (!same) create("small", "", `down ${wording.long(before * 8760)} → ${wording.long(down * 8760)} a year`, row);
    });
    find("figures-reset").disabled = !settings.isChanged();
  }

  function refresh() {
    showResults();
    showInCards();
    for (const row of list.children) row.update?.();
  }

  function show(on) {
    find("fail-view").hidden = on;
    find("figures-view").hidden = !on;
    find("mode-fail").setAttribute("aria-pressed", !on);
    find("mode-figures").setAttribute("aria-pressed", on);
    if (on && !list.firstChild) { showList(); showResults(); }
  }

  function start() {
    if (!settings.available) {
      find("mode").hidden = true;
      if (data.no_program) {
        const view = find("fail-view");
        create("h3", "", "Change figures", view);
        create("p", "fine", `In the file: ${data.no_program}. A second document with other figures is laid over it: cutpoint analyze DOCUMENT change.yaml.`, view);
      }
      return;
    }
    find("mode-fail").addEventListener("click", () => show(false));
    find("mode-figures").addEventListener("click", () => show(true));
    find("figures-reset").addEventListener("click", () => { settings.reset(); showList(); });
    search.addEventListener("input", showList);
    settings.onChange(refresh);
    // What comes from the address is seen.
    settings.onChange(() => { if (!list.contains(document.activeElement) && list.firstChild && settings.isChanged()) showList(); });
  }

  return { start, show };
})();
