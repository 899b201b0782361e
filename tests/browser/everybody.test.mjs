// Everybody can use the page: desktop and phone, by day and by night, with everything open that opens.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, complaints } from "./accessibility.mjs";
import { runChecks } from "./checks.mjs";
import { generated } from "./systems.mjs";

const [cutpoint, , folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

function reportOf(name, file, ...options) {
  const page = join(folder, `${name}.html`);
  execFileSync(cutpoint, ["report", file, "-o", page, "--today", "2026-01-01", ...options], { stdio: "ignore" });
  return pathToFileURL(page).href;
}

const large = join(folder, "large.yaml");
writeFileSync(large, JSON.stringify(generated(300)));

const pages = {
  "multi-az": reportOf("multi-az", "samples/multi-az.yaml"),
  "with advice": reportOf("advice", "samples/ai-api-three-containers.yaml"),
  "with estimates": reportOf("estimates", "samples/ladder/06-multi-az.yaml"),
  "a comparison": reportOf("comparison", "samples/ladder/06-multi-az.yaml", "--base", "samples/ladder/05-replicated-database.yaml"),
  "a fault tree": reportOf("tree", "tests/browser/not-coherent.xml"),
  "300 components": reportOf("large", large),
};

const forms = [["desktop", 1440, 900, false, "light"], ["desktop", 1440, 900, false, "dark"],
  ["phone", 390, 844, true, "light"], ["phone", 390, 844, true, "dark"]];

// What a reader may have in front of them: each is brought about on a page just opened. False where the
// page has no such thing.
const states = {
  "as it opens": () => true,
  "all that opens is open": () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    return true;
  },
  "two parts failed, played in time": () => {
    if (!picture.available) return false;
    for (const card of picture.tree.cards.filter(({ component }) => component !== undefined).slice(0, 2)) scenario.toggleComponent(card.component);
    document.getElementById("in-time").open = true;
    return true;
  },
  "figures changed": () => {
    if (!settings.available) return false;
    figures.show(true);
    for (const details of [...document.querySelectorAll("#figures-list details")].slice(0, 3)) details.open = true;
    const input = document.querySelector("#figures-list .field input");
    if (input) { input.value = "soon"; input.dispatchEvent(new Event("change", { bubbles: true })); }
    return true;
  },
  "the enlarged picture": () => {
    if (!picture.available) return false;
    document.getElementById("enlarge").click();
    return true;
  },
  "a proposal on the picture": () => {
    const button = document.querySelector(".on-picture");
    button?.click();
    return Boolean(button);
  },
  "figures at a card, and all its lines": () => {
    const tile = document.querySelector("#canvas .tile[role=button]");
    if (!tile) return false;
    tile.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
    return !document.getElementById("tip").hidden;
  },
  "a search, filters, notes and names that are not known": () => {
    location.hash = "#fail=nobody&find=a&note=web:a%20risk:somebody:2031-01-01";
    const search = document.getElementById("search");
    search.value = "b";
    search.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  },
};

// By night too: the others are made of the same colours.
const inOtherColours = new Set(["as it opens", "all that opens is open", "two parts failed, played in time", "figures changed", "a proposal on the picture"]);

const checks = {};
for (const [name, address] of Object.entries(pages)) {
  checks[`everybody can use ${name}`] = async (browser) => {
    const reached = new Set(), wrong = [];
    for (const [form, width, height, mobile, scheme] of forms) {
      const page = await browser.newPage();
      await page.resize(width, height, mobile);
      await page.prefer(scheme);
      for (const [state, bring] of Object.entries(states)) {
        if (scheme === "dark" && !inOtherColours.has(state)) continue;
        await page.open("about:blank");
        await page.open(address);
        if (!await page.evaluate(bring)) continue;
        // What appears slowly is looked at when it is there.
        await page.evaluate("new Promise((resolve) => setTimeout(resolve, 250))");
        reached.add(state);
        const found = await complaints(page);
        if (await page.evaluate("document.documentElement.scrollWidth") > width) found.push("scrolls both ways");
        wrong.push(...found.map((words) => `${form} ${scheme}, ${state}: ${words}`));
      }
      assert.deepEqual(page.problems, []);
      await page.close();
    }
    assert.deepEqual(wrong, []);
    assert.ok(reached.size >= 3, `only ${[...reached].join(", ")}`);
    console.log(`  ${reached.size} states in ${forms.length} forms`);
  };
}

console.log(axe ? `  axe-core: ${axe}` : "  without axe-core: scripts/axe fetches it");
await runChecks(checks);
