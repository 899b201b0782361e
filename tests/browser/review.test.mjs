// The page as a review: verdict, what to do, figures changed by hand, tables, notes, its state in the
// address, paper, phones, and that everybody can use it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runChecks } from "./checks.mjs";
import { generated } from "./systems.mjs";

const [cutpoint, , folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const today = ["--today", "2026-01-01"];

function reportOf(file, ...options) {
  const page = join(folder, `${file.replaceAll("/", "-")}.html`);
  execFileSync(cutpoint, ["report", file, "-o", page, ...today, ...options], { stdio: "inherit" });
  return pathToFileURL(page).href;
}

const shop = { cutpoint: 1, name: "Shop",
  journeys: { buy: { needs: ["web", { component: "cache", soft: true }], slo: { availability: "99.9%", period: "30d" } } },
  components: {
    web: { kind: "service", replicas: 3, at_least: 2, runs_on: "vm", mtbf: "30d", mttr: "1h", depends_on: ["db"], owner: "team a", labels: { tier: "front" } },
    vm: { kind: "vm", mtbf: "200d", mttr: "4h", owner: "team b" }, db: { kind: "database", mtbf: "100d", mttr: "2h" },
    cache: { kind: "cache", mtbf: "10d", mttr: "1h" } } };

function written(name, change = () => {}) {
  const text = structuredClone(shop), file = join(folder, `${name}.yaml`);
  change(text);
  writeFileSync(file, JSON.stringify(text));
  return file;
}

// What the engine says of a document.
function unavailability(file) {
  const json = JSON.parse(execFileSync(cutpoint, ["analyze", file, "--format", "json", ...today], { maxBuffer: 1 << 26 }));
  return json.journeys[0].unavailability;
}

const texts = (page, selector) =>
  page.evaluate((wanted) => [...document.querySelectorAll(wanted)].map((row) => row.textContent), selector);
const now = (page) => page.evaluate("settings.now(0)");

async function openFigures(page, name) {
  await page.click("#mode-figures");
  await page.evaluate((wanted) => {
    const row = [...document.querySelectorAll("#figures-list > li")].find((li) => li.querySelector("b").textContent === wanted);
    document.getElementById("opened")?.removeAttribute("id");
    row.querySelector("details").open = true;
    row.id = "opened";
    return new Promise((resolve) => {
      const look = () => (row.querySelector(".field") ? resolve() : setTimeout(look, 20));
      look();
    });
  }, name);
}

// As a reader types it: the field is left afterwards.
const typeInto = (page, selector, at, value) => page.evaluate((wanted, index, text) => {
  const input = document.querySelectorAll(wanted)[index];
  input.focus();
  input.value = text;
  for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
}, selector, at, value);

const checks = {
  async "the verdict is a sentence, and what to do has figures before and after"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf("samples/multi-az.yaml"));
    assert.match((await texts(page, ".card .sentence"))[0], /^✓ meets 99\.9 %, .* a year left; \d+\s% of its downtime is payment-provider, .*\.$/);
    assert.ok((await texts(page, ".accepted")).join().includes("accepted until 2030-12-31"));
    // Sections in the order in which a reviewer asks.
    assert.deepEqual((await texts(page, "main > section:not([hidden]) > h2")).slice(0, 4),
      ["Verdict", "What to do", "What falls when this fails?", "Notes of the review"]);
    await page.open(reportOf(written("missing", ({ components }) => { components.vm.mttr = "20h"; })));
    assert.match((await texts(page, ".card .sentence"))[0], /^✗ misses 99\.9 % by .* a year; \d+\s% of its downtime is vm, /);
    assert.match((await texts(page, ".change"))[0], /a month.*buy.*9\d\.\d+ %→.*9\d\.\d+ %.*a year/s);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "figures typed and moved by hand give what the engine says of the changed document"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf(written("shop")));
    const near = async (change, name) => {
      const engine = unavailability(written(name, change)), mine = await now(page);
      assert.ok(Math.abs(mine - engine) <= 1e-9 * engine, `${name}: ${mine} and ${engine}`);
    };
    await near(() => {}, "as-written");
    await openFigures(page, "db");
    await typeInto(page, "#opened .field input", 0, "10d");
    await near(({ components: { db } }) => { db.mtbf = "10d"; }, "worse-db");
    assert.match((await texts(page, ".with-yours"))[0], /With your figures: 99\.\d+ % · down .* · ✗ misses 99\.9 %/);
    assert.match((await texts(page, "#situation"))[0], /^Figures changed by hand: db: MTBF 10d, repaired in 2h\./);
    // What is no time changes nothing, and says so.
    await typeInto(page, "#opened .field input", 1, "soon");
    assert.equal(await page.evaluate("document.querySelectorAll('#opened .field input')[1].getAttribute('aria-invalid')"), "true");
    await near(({ components: { db } }) => { db.mtbf = "10d"; }, "still-worse-db");
    await typeInto(page, "#opened input[type=range]", 1, "-1");
    await near(({ components: { db } }) => { db.mtbf = "10d"; db.mttr = "12m"; }, "quick-db");
    await openFigures(page, "web");
    await typeInto(page, "#opened input[type=number]", 0, "3");
    const changed = ({ components: { db, web } }) => { db.mtbf = "10d"; db.mttr = "12m"; web.at_least = 3; };
    await near(changed, "all-web");
    // The address holds it; a link opens the same.
    const address = await page.evaluate("location.href");
    assert.match(address, /#set=db:10d:12m&need=web:3$/);
    await page.open("about:blank");
    await page.open(address);
    await near(changed, "sent");
    await page.evaluate("history.pushState(null, '', '#turn=buy:cache'); dispatchEvent(new PopStateEvent('popstate'))");
    await near(({ journeys: { buy } }) => { buy.needs[1] = "cache"; }, "hard-cache");
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "figures that switches and crews hang on are changed too, and the group's chain is solved anew"(browser) {
    const inTime = ({ components, journeys }) => {
      Object.assign(components.web, { repair_crews: 1, runs_on: ["vm", "vm-2"] });
      Object.assign(components, { "vm-2": { ...components.vm }, db2: { ...components.db, runs_on: "vm-2" } });
      journeys.buy.needs.push({ any_of: ["db", "db2"], failover: { mode: "active-passive", time: "1m", success: "95%" } });
      components.web.depends_on = [];
    };
    const page = await browser.newPage();
    await page.open(reportOf(written("in-time", inTime)));
    const near = async (change, name) => {
      const engine = unavailability(written(name, (document) => { inTime(document); change(document); })), mine = await now(page);
      assert.ok(Math.abs(mine - engine) <= 1e-9 * engine, `${name}: ${mine} and ${engine}`);
    };
    await near(() => {}, "in-time-as-written");
    await openFigures(page, "db");
    assert.match((await texts(page, "#opened .fine")).join(), /its Markov chain is solved anew/);
    assert.deepEqual(await texts(page, "#figures-list .fixed"), []);
    await typeInto(page, "#opened .field input", 0, "10d");
    await near(({ components: { db } }) => { db.mtbf = "10d"; }, "in-time-db");
    await openFigures(page, "web");
    await typeInto(page, "#opened .field input", 1, "6h");
    await openFigures(page, "vm-2");
    await typeInto(page, "#opened .field input", 0, "20d");
    await near(({ components }) => { components.db.mtbf = "10d"; components.web.mttr = "6h"; components["vm-2"].mtbf = "20d"; }, "in-time-all");
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "the page says why figures cannot be changed in it"(browser) {
    const page = await browser.newPage(), file = join(folder, "generated-600.yaml");
    writeFileSync(file, JSON.stringify(generated(600)));
    for (const [document, why] of [[file, /: a system of 600 components is too large for that in a page, which takes 500\. /],
      ["samples/shop-patroni.yaml", /: the times of any of redis-a, redis-b are estimated, /]]) {
      await page.open(reportOf(document));
      assert.match((await texts(page, "#fail-view > .fine")).join("\n"), why);
      // Below what can be failed, which comes first.
      assert.equal(await page.evaluate(() => document.getElementById("fail-view").lastElementChild.className), "fine");
    }
    await page.open(reportOf("samples/multi-az.yaml"));
    assert.deepEqual(await texts(page, "#fail-view > .fine"), []);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "the address follows back, forward and edits, and tells what it does not know"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf("samples/multi-az.yaml"));
    const pause = () => page.evaluate("new Promise((resolve) => setTimeout(resolve, 900))");
    const step = async (by) => {
      await page.evaluate(`history.go(${by})`);
      await page.evaluate("new Promise((resolve) => setTimeout(resolve, 150))");
    };
    const failed = () => page.evaluate("[...scenario.occurred].map((event) => scenario.data.events[event].name)");
    await page.click(".ready-chip");
    assert.deepEqual(await failed(), ["zone-a"]);
    await pause();
    await page.click(".ready-chip:nth-child(2)");
    assert.deepEqual(await failed(), ["zone-a", "zone-b"]);
    await step(-1);
    assert.deepEqual(await failed(), ["zone-a"]);
    await step(-1);
    assert.deepEqual(await failed(), []);
    await step(1);
    assert.deepEqual(await failed(), ["zone-a"]);
    await page.evaluate("location.hash = '#fail=zone-c,gone&theme=dark&need=nobody:3'");
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 150))");
    assert.deepEqual(await failed(), ["zone-c"]);
    assert.equal(await page.evaluate("document.documentElement.dataset.theme"), "dark");
    assert.equal((await texts(page, "#unknown"))[0], "The address names what is not here: gone, nobody:3.");
    // A step inside the page leaves its state alone.
    await page.click("#contents a");
    assert.deepEqual(await failed(), ["zone-c"]);
    assert.match(await page.evaluate("location.hash"), /^#fail=zone-c/);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "zoom, folded parts and long tables are in the address too, and a link opens them"(browser) {
    const page = await browser.newPage();
    const pause = () => page.evaluate("new Promise((resolve) => setTimeout(resolve, 300))");
    const many = written("many", ({ components }) => { for (let i = 0; i < 30; ++i) components[`spare-${i}`] = { kind: "vm" }; });
    await page.open(reportOf(many));
    await page.click("#zoom-in");
    await page.evaluate("viewport.pan(-30, 20)");
    await page.evaluate("document.querySelector('#figures details').open = true");
    await pause();
    await page.evaluate("[...document.querySelectorAll('#figures button')].find((button) => /more rows/.test(button.textContent)).click()");
    await pause();
    const address = await page.evaluate("location.href");
    assert.match(address, /#turned=figures%2FFigures%20that%20went%20in&rows=figures%2FFigures%20that%20went%20in&view=[-\d.]+,[-\d.]+,[\d.]+$/);
    const place = () => page.evaluate("document.getElementById('canvas').style.transform.match(/[-\\d.]+/g).map((number) => Math.round(number))");
    const before = await place();
    await page.open("about:blank");
    await page.open(address);
    await pause();
    const after = await place();
    before.forEach((value, at) => assert.ok(Math.abs(value - after[at]) <= 2, `${before} and ${after}`));
    assert.equal(await page.evaluate("document.querySelector('#figures details').open"), true);
    assert.equal(await page.evaluate("document.querySelectorAll('#figures tr.cut').length"), 0);
    // Fit, and closing, are as made.
    await page.click("#fit");
    await page.evaluate("document.querySelector('#figures details').open = false");
    await page.evaluate("[...document.querySelectorAll('#figures button')].find((button) => /fewer/.test(button.textContent)).click()");
    await pause();
    assert.equal(await page.evaluate("location.hash"), "");
    await page.evaluate("location.hash = '#turned=figures%2FNothing&view=here'");
    await pause();
    assert.equal((await texts(page, "#unknown"))[0], "The address names what is not here: figures/Nothing, here.");
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "a proposal is shown on the picture, before and after"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf(written("proposed", ({ components }) => { components.vm.mttr = "20h"; })));
    const onCard = (name, css) => page.evaluate((wanted, part) => {
      const { id } = picture.tree.cards.find((card) => card.name === wanted);
      return document.querySelector(`#canvas [data-card="${id}"] > .${part}`)?.textContent;
    }, name, css);
    const asWritten = await onCard("buy", "figure");
    await page.click(".change .on-picture");
    const parts = await page.evaluate("document.querySelector('.change').dataset.parts.split(' ').map((part) => scenario.data.components[part].name)");
    assert.ok(parts.length > 0);
    const words = await page.evaluate("document.querySelector('.change-row').dataset.down");
    assert.match(words, / → /);
    assert.ok((await onCard("buy", "figure")).endsWith(words.slice(words.indexOf("→"))));
    for (const part of parts) {
      const marked = await page.evaluate((wanted) => {
        const { id } = picture.tree.cards.find((card) => card.name === wanted);
        return document.querySelector(`#canvas [data-card="${id}"]`).matches(".has-proposed, :has(> .corner.is-proposed)");
      }, part);
      assert.ok(marked, part);
    }
    assert.match((await texts(page, "#proposal"))[0], /^On the picture: /);
    assert.ok((await texts(page, "#legend")).join().includes("changed by the proposal"));
    assert.match(await page.evaluate("location.hash"), /change=1/);
    // Until the page has gone to the picture.
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 800))");
    await page.click(".change .on-picture");
    assert.equal(await onCard("buy", "figure"), asWritten);
    assert.equal(await page.evaluate("document.querySelectorAll('#canvas .corner').length"), 0);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "what falls is explained by counts and causes, and played in time"(browser) {
    const page = await browser.newPage();
    await page.open(`${reportOf(written("counts"))}#fail=web%231,web%232,db`);
    const said = (await texts(page, "#now-journeys small")).join(" · ");
    assert.ok(said.includes("db alone is enough"), said);
    assert.match((await texts(page, "#now-fallen small")).join(" · "), /2 of 3 needed, 1 left/);
    assert.match((await texts(page, "#outage"))[0], /buy: down 0 s – 2 h.*db: repaired in 2 h/s);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "tables are filtered and copied, notes overlay the document, the picture is saved"(browser) {
    const page = await browser.newPage();
    const file = written("tables");
    await page.open(reportOf(file));
    const rows = () => page.evaluate(() => [...document.querySelectorAll("#figures tbody tr:not(.filtered) th")].map((cell) => cell.firstChild.textContent));
    assert.deepEqual(await rows(), ["web", "vm", "db", "cache"]);
    await page.evaluate(() => { const select = document.getElementById("filter-owner"); select.value = "team b"; select.dispatchEvent(new Event("change")); });
    assert.deepEqual(await rows(), ["vm"]);
    assert.match(await page.evaluate("location.hash"), /owner=team%20b/);
    const csv = await page.evaluate("tables.csvOf(document.querySelector('#figures table'))");
    assert.equal(csv.split("\n")[0], "component,kind,MTBF,MTTR,availability,where it comes from");
    assert.match(csv.split("\n")[1], /^vm,vm,200 d,4 h,/);
    await page.click("#filters-reset");
    assert.equal((await rows()).length, 4);
    // A note is a risk that the tool takes.
    for (const [at, text] of [["note-subject", "vm"], ["note-reason", "moves in May: \"soon\""], ["note-until", "2027-05-01"]]) await typeInto(page, `#${at}`, 0, text);
    await page.evaluate("document.getElementById('notes-form').requestSubmit()");
    const overlay = join(folder, "notes.yaml");
    writeFileSync(overlay, await page.evaluate("notes.yaml()"));
    const json = JSON.parse(execFileSync(cutpoint, ["analyze", file, overlay, "--format", "json", ...today]));
    assert.equal(json.journeys[0].single_points_of_failure.find(({ component }) => component === "vm").class, "accepted");
    assert.match(await page.evaluate("location.hash"), /notes=vm:moves/);
    const svg = await page.evaluate("saving.svgText()");
    writeFileSync(join(folder, "saved.svg"), svg);
    assert.ok(svg.startsWith("<svg") && svg.includes("fill=\"rgb("));
    assert.ok(await page.evaluate("saving.pngBlob().then((blob) => blob.size)") > 2000);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "what changed since an earlier document stands on the page and on the cards"(browser) {
    const page = await browser.newPage();
    const base = written("base"), head = written("head", ({ components }) => { components.queue = { kind: "queue" }; components.web.depends_on.push("queue"); components.db.mttr = "1h"; });
    await page.open(reportOf(head, "--base", base));
    assert.match((await texts(page, "#comparison > p"))[0], /^Worse: /);
    assert.ok((await texts(page, "#comparison caption")).includes("Journeys, before → after"));
    assert.deepEqual(await page.evaluate("scenario.data.components.map(({ name, change }) => [name, change ?? ''])"),
      [["web", ""], ["vm", ""], ["db", "changed"], ["cache", ""], ["queue", "new"]]);
    assert.equal(await page.evaluate("document.querySelectorAll('#canvas .corner').length"), 2);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "paper says what was failed, and fourteen components take at most five pages"(browser) {
    const page = await browser.newPage();
    await page.open(`${reportOf("samples/multi-az.yaml")}#fail=zone-a`);
    const pdf = await page.pdf();
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages <= 5, `${pages} pages`);
    await page.send("Emulation.setEmulatedMedia", { media: "print" });
    assert.ok(await page.evaluate("document.getElementById('situation').getClientRects().length") > 0);
    assert.match((await texts(page, "#situation"))[0], /^Scenario: zone-a has been failed\. checkout is degraded; browse is degraded\./);
    await page.close();
    console.log(`  ${pages} pages of paper`);
  },

  async "paper begins with single points where the picture has a page of its own, and leaves closed tables out"(browser) {
    const page = await browser.newPage(), file = join(folder, "generated-200.yaml");
    writeFileSync(file, JSON.stringify(generated(200)));
    await page.open(reportOf(file));
    const before = "(document.querySelector('.table').closest('section')).id";
    assert.equal(await page.evaluate(before), "details");
    await page.send("Emulation.setEmulatedMedia", { media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.equal(await page.evaluate(before), "next");
    assert.equal(await page.evaluate("[...document.querySelectorAll('main details:not([open])')].filter((fold) => fold.getClientRects().length > 0).length"), 0);
    assert.deepEqual(await page.evaluate("[...document.querySelectorAll('.on-paper')].map((line) => line.getClientRects().length > 0)"), [true]);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.equal(await page.evaluate(before), "details");
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "data alike share a row that filters find, and no column is squeezed on paper"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf(written("alike", ({ components }) => {
      for (const name of ["orders-of-today", "orders-of-yesterday", "orders-of-last-year", "orders-of-all-years", "customers"]) {
        components[name] = { kind: "database", runs_on: "vm", mtbf: "100d", mttr: "2h", backups: [{ every: "1d", restore: "1h", to: "vm" }] };
      }
    })));
    const rows = () => page.evaluate("[...document.querySelectorAll('#recovery tbody tr')].filter((row) => row.getClientRects().length > 0).map((row) => row.cells[0].textContent)");
    assert.deepEqual((await rows()).filter((name) => name.startsWith("orders")), ["orders-of-todayand orders-of-yesterday, orders-of-last-year, orders-of-all-years and 1 more"]);
    await typeInto(page, "#filter-find", 0, "customers");
    assert.equal((await rows()).length, 1);
    await typeInto(page, "#filter-find", 0, "");
    // As wide as A4 without its margins.
    await page.resize(688, 900);
    await page.send("Emulation.setEmulatedMedia", { media: "print" });
    const narrow = await page.evaluate(() => [...document.querySelectorAll("#recovery thead th")]
      .map((cell) => [cell.textContent, cell.getBoundingClientRect().width]).filter(([, width]) => width < 45));
    assert.deepEqual(narrow, []);
    assert.ok(await page.evaluate("document.querySelector('#recovery table').getBoundingClientRect().right <= innerWidth"));
    await page.close();
  },

  async "nothing jumps when typing, hovering or failing"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf("samples/multi-az.yaml"));
    await page.evaluate(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.shifts.push([entry.value, entry.sources.map(({ node }) => node?.nodeName + "#" + (node?.id ?? "")).join()]); })
        .observe({ type: "layout-shift", buffered: false });
    });
    await page.press("/");
    await page.type("db-");
    await page.move("#canvas .tile");
    await page.move("#canvas .tile:last-child");
    await page.click("#mode-figures");
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 200))");
    assert.deepEqual(await page.evaluate("globalThis.shifts"), []);
    await page.close();
  },

  async "no path of the machine is on the page"() {
    const file = written("paths", ({ components }) => { components.unused = { kind: "vm" }; });
    assert.ok(file.startsWith("/"));
    reportOf(file);
    const html = readFileSync(join(folder, `${file.replaceAll("/", "-")}.html`), "utf8");
    assert.ok(!html.includes(folder), "the folder is named");
    assert.ok(html.includes("paths.yaml"));
  },
};

const settingsShown = (file) => file.endsWith(".yaml");

await runChecks(checks);
