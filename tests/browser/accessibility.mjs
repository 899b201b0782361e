// What everybody must be able to use: names, labels, references, headings, contrast, targets. In the
// page; gives a list of what is wrong. Where axe-core is there (`scripts/axe` fetches it; or
// CUTPOINT_AXE, a path to axe.min.js) it is asked too.
import { existsSync, readFileSync } from "node:fs";

const fetched = "build/axe/node_modules/axe-core/axe.min.js";
export const axe = process.env.CUTPOINT_AXE || (existsSync(fetched) ? fetched : null);

function rules(smallestTarget) {
  const wrong = [];
  const say = (what, element) => wrong.push(`${what}: ${element.outerHTML.slice(0, 140)}`);
  const isShown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  const textOf = (element) => (element.getAttribute("aria-label") ?? element.textContent ?? "").trim();
  const ids = new Set();
  for (const element of document.querySelectorAll("[id]")) {
    if (ids.has(element.id)) say("an id twice", element);
    ids.add(element.id);
  }
  for (const name of ["aria-describedby", "aria-labelledby", "aria-controls", "for", "list"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (!element.getAttribute(name).split(/\s+/).every((id) => ids.has(id))) say(`${name} of nothing`, element);
    }
  }
  for (const element of document.querySelectorAll("button, a[href], summary, [role=button], [role=region], nav, aside, section")) {
    const name = element.matches("section") ? textOf(element.querySelector("h2") ?? element) : textOf(element);
    if (isShown(element) && name === "" && !element.title) say("without a name", element);
  }
  for (const element of document.querySelectorAll("input, select, textarea")) {
    if (!element.labels?.length && !element.getAttribute("aria-label")) say("without a label", element);
  }
  for (const element of document.querySelectorAll("[tabindex]")) if (element.tabIndex > 0) say("an order of its own", element);
  for (const element of document.querySelectorAll("button button, a a, summary button, summary a, [role=button] button")) say("one inside another", element);
  for (const list of document.querySelectorAll("ul, ol")) {
    for (const item of list.children) if (item.tagName !== "LI") say("no item of a list", item);
  }
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption?.textContent || [...table.tHead.rows[0].cells].some((cell) => cell.textContent !== "" && cell.scope !== "col")) say("a table without heads", table);
  }
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) say("a level of headings is skipped", heading);
    level = next;
  }
  for (const landmark of ["main", "header", "footer", "nav"]) {
    if (document.querySelectorAll(landmark).length !== 1) wrong.push(`not one ${landmark}`);
  }
  if (!document.documentElement.lang || !document.title) wrong.push("no language or no title");
  for (const element of document.querySelectorAll("button, select, input, summary, .toggle")) {
    const { width, height } = element.getBoundingClientRect();
    if (isShown(element) && (width < smallestTarget - 0.5 || height < smallestTarget - 0.5)) say(`${width.toFixed(0)} × ${height.toFixed(0)} px`, element);
  }
  return wrong.concat(faint());

  // Text on its ground, as far as colours are plain.
  function faint() {
    const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
    const luminance = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
    const groundOf = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const colour = parts(getComputedStyle(at).backgroundColor);
        if (colour.length < 4 || colour[3] > 0.99) return colour;
      }
      return [255, 255, 255];
    };
    const found = [];
    for (const element of document.querySelectorAll("body *")) {
      if (element.closest("svg, script, style, option, noscript, .visually-hidden, :disabled")) continue;
      if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "") || !isShown(element)) continue;
      const [one, other] = [luminance(parts(getComputedStyle(element).color)), luminance(groundOf(element))];
      const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (contrast < 4.5) found.push(`contrast ${contrast.toFixed(2)}: ${element.outerHTML.slice(0, 120)}`);
    }
    return found;
  }
}

/// What is wrong with the page as it is shown.
export async function complaints(page, smallestTarget = 24) {
  const found = await page.evaluate(rules, smallestTarget);
  if (!axe) return found;
  await page.evaluate(`${readFileSync(axe, "utf8")}; undefined`);
  const violations = await page.evaluate(async () => (await globalThis.axe.run(document)).violations
    .flatMap(({ id, help, nodes }) => nodes.slice(0, 3).map((node) => `axe ${id}: ${help}: ${node.html.slice(0, 140)}`)));
  return found.concat(violations);
}
