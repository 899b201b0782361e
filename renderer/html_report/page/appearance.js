"use strict";
// Light and dark, the table of contents, printing.
(() => {
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (prefersDark.matches ? "dark" : "light")) === "dark";

  // The picture's colours, by theme, from the palette of pictures in files.
  function colourPicture() {
    const { picture: shown } = scenario.data;
    if (!shown) return;
    const sheet = document.styleSheets[0];
    const rule = (theme) => Object.entries(shown.colours[theme]).map(([name, colour]) => `--p-${name}: ${colour};`).join(" ");
    for (const text of [
      `:root { ${rule("light")} }`,
      `@media screen { :root[data-theme=dark] { ${rule("dark")} } }`,
      `@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=light]) { ${rule("dark")} } }`,
    ]) {
      sheet.insertRule(text, sheet.cssRules.length);
    }
    for (const [meaning, { width, dashes }] of Object.entries(shown.borders)) {
      sheet.insertRule(`.m-${meaning} { --edge: var(--p-${meaning}); --fill: var(--p-${meaning}-fill); ` +
        `--ink-on: var(--p-${meaning}-ink); --edge-width: ${width}px; --edge-dashes: ${dashes || "none"}; }`, sheet.cssRules.length);
    }
  }

  function showTheme() {
    theme.textContent = isDark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`);
  }

  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
    address.remember();
  });
  address.keep("theme", () => root.dataset.theme ?? "", (word) => {
    if (word === "light" || word === "dark") root.dataset.theme = word;
    else delete root.dataset.theme;
    showTheme();
    return word === "" || root.dataset.theme ? [] : [word];
  });
  prefersDark.addEventListener("change", showTheme);

  colourPicture();
  stage.start();
  const contents = document.getElementById("contents");
  for (const section of document.querySelectorAll("main > section")) {
    const link = document.createElement("a");
    link.href = `#${section.id}`;
    link.textContent = section.querySelector("h2").textContent;
    contents.append(link);
  }

  // On paper stands what each journey comes to; tables that nobody opened stay closed.
  let folded = [];
  addEventListener("beforeprint", () => {
    openings.printing = true;
    folded = [...document.querySelectorAll("details.journey:not([open]), .more:not([open])")];
    for (const details of folded) details.open = true;
    if (picture.available) picture.forPaper(true);
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
    if (picture.available) picture.forPaper(false);
    // What turned is told of later.
    setTimeout(() => { openings.printing = false; });
  });
  document.getElementById("print").addEventListener("click", () => print());

  showTheme();
  address.start();
})();
