"use strict";
// Light and dark, the table of contents, printing.
(() => {
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (prefersDark.matches ? "dark" : "light")) === "dark";

  // The drawing brings its own colours: each gets a counterpart for dark pages, of the same hue.
  function darkened(colour) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
    const most = Math.max(r, g, b), least = Math.min(r, g, b), spread = most - least;
    const light = (most + least) / 2;
    let hue = 0;
    if (spread > 0) {
      hue = most === r ? ((g - b) / spread) % 6 : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
    }
    const strength = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1));
    if (light > 0.97) return "var(--card)";
    const turned = light > 0.75 ? 0.2 : light < 0.35 ? 0.88 : Math.max(light, 0.6);
    return `hsl(${Math.round(hue * 60 + 360) % 360} ${Math.round(Math.min(strength, 0.75) * 100)}% ` +
           `${Math.round(turned * 100)}%)`;
  }

  function darkenDrawing() {
    const drawing = document.querySelector("svg.drawing");
    if (!drawing) return;
    const names = { white: "#ffffff", black: "#000000" };
    const found = new Set();
    // Graphviz leaves black text without a colour of its own.
    for (const text of drawing.querySelectorAll("text:not([fill])")) text.setAttribute("fill", "#000000");
    for (const element of drawing.querySelectorAll("[fill], [stroke]")) {
      for (const attribute of ["fill", "stroke"]) {
        const written = element.getAttribute(attribute);
        const colour = names[written] ?? written;
        if (colour && /^#[0-9a-f]{6}$/i.test(colour)) found.add(`${attribute}|${written}|${colour}`);
      }
    }
    const sheet = document.styleSheets[0];
    for (const row of found) {
      const [attribute, written, colour] = row.split("|");
      // Weaker than what marks failures: the theme adds nothing to the weight of the rule.
      const rule = `.drawing [${attribute}="${written}"] { ${attribute}: ${darkened(colour)}; }`;
      for (const text of [
        `@media screen { :where(:root[data-theme=dark]) ${rule} }`,
        `@media screen and (prefers-color-scheme: dark) { :where(:root:not([data-theme=light])) ${rule} }`,
      ]) {
        sheet.insertRule(text, sheet.cssRules.length);
      }
    }
  }

  function showTheme() {
    theme.textContent = isDark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`);
  }

  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
  });
  prefersDark.addEventListener("change", showTheme);

  stage.start();
  const contents = document.getElementById("contents");
  for (const section of document.querySelectorAll("main > section")) {
    const link = document.createElement("a");
    link.href = `#${section.id}`;
    link.textContent = section.querySelector("h2").textContent;
    contents.append(link);
  }

  // A link to a journey opens it.
  const open = () => {
    if (!/^#journey-\d+$/.test(location.hash)) return;
    const target = document.getElementById(location.hash.slice(1));
    if (target) target.open = true;
  };
  addEventListener("hashchange", open);
  for (const link of document.querySelectorAll('a[href^="#journey-"]')) {
    link.addEventListener("click", () => {
      document.getElementById(link.hash.slice(1)).open = true;
    });
  }
  open();

  // On paper nothing is folded away.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
    if (!document.getElementById("diagram-canvas").hidden) viewport.fit();
  });
  addEventListener("afterprint", () => { for (const details of folded) details.open = false; });
  document.getElementById("print").addEventListener("click", () => print());

  darkenDrawing();
  showTheme();
})();
