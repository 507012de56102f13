// The brief of the Hajin case in Chromium: both languages, no script error, no request to any network, room on a phone, and for every
// chart a text that says the same. Also: the map file as ogrinfo sees it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const nuzuh = process.env.NUZUH ?? "build/release/bin/nuzuh";
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const work = mkdtempSync(join(tmpdir(), "nuzuh-e2e-"));
const result = join(work, "result");
const address = pathToFileURL(join(result, "brief.html")).href;
const direction = { ar: "rtl", en: "ltr" };
let browser;

before(async () => {
  execFileSync(nuzuh, ["forecast", "cases/hajin-2018", "--members", "300", "--reveal", "-o", result]);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: flags });
});
after(async () => {
  await browser?.close();
  rmSync(work, { recursive: true, force: true });
});

/** Opens the brief on a fresh page and fails on any console error or request that leaves the file. */
async function open(hash, width, options = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
  const page = await context.newPage();
  const bad = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && bad.push(message.text()));
  page.on("pageerror", (error) => bad.push(String(error)));
  page.on("request", (request) => !request.url().startsWith("file:") && !request.url().startsWith("data:") && bad.push(`request: ${request.url()}`));
  await page.goto(address + hash);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return { page, close: async () => { await context.close(); assert.deepEqual(bad, []); } };
}

for (const lang of ["ar", "en"]) {
  for (const width of [360, 1100]) {
    test(`${lang} at ${width} px: language, direction, no overflow`, async () => {
      const { page, close } = await open(`#${lang}`, width);
      const seen = await page.evaluate(() => ({
        lang: document.documentElement.lang, dir: document.documentElement.dir, wide: document.documentElement.scrollWidth, inner: innerWidth,
        shown: [...document.querySelectorAll("article")].filter((a) => getComputedStyle(a).display !== "none").map((a) => a.lang),
        fonts: [...document.fonts].filter((f) => f.status === "loaded").length,
      }));
      assert.equal(seen.lang, lang);
      assert.equal(seen.dir, direction[lang]);
      assert.deepEqual(seen.shown, [lang]);
      assert.ok(seen.wide <= seen.inner, `page is ${seen.wide} px wide in ${seen.inner}`);
      assert.ok(seen.fonts >= 1, "an embedded font is in use");
      await close();
    });
  }

  test(`${lang}: every chart has a title, a description and a table`, async () => {
    const { page, close } = await open(`#${lang}`, 1100);
    const charts = await page.evaluate((l) => [...document.querySelectorAll(`article[lang=${l}] figure`)].map((figure) => ({
      caption: figure.querySelector("figcaption")?.textContent ?? "",
      shown: [...figure.querySelectorAll("svg[role=img]")].filter((s) => getComputedStyle(s).display !== "none").length,
      named: [...figure.querySelectorAll("svg[role=img]")].every((s) => s.getAttribute("aria-labelledby").split(" ").every((id) => document.getElementById(id)?.textContent.length > 5)),
      rows: figure.querySelectorAll("details table tbody tr").length,
    })), lang);
    assert.ok(charts.length >= 6, `${charts.length} charts`);
    for (const chart of charts) {
      assert.ok(chart.caption.length > 5);
      assert.equal(chart.shown, 1, `${chart.caption}: one drawing for this width`);
      assert.ok(chart.named, `${chart.caption}: title and description`);
      assert.ok(chart.rows >= 3, `${chart.caption}: table`);
    }
    await close();
  });

  test(`${lang}: all sections are there, links inside the page lead somewhere, nothing is undefined`, async () => {
    const { page, close } = await open(`#${lang}`, 1100);
    for (const id of ["short", "key", "end", "fates", "people", "harm", "deal", "map", "score", "mind", "basis", "method", "limits"]) {
      assert.equal(await page.locator(`#${id}-${lang}`).count(), 1, id);
    }
    const broken = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].filter((a) => !document.getElementById(a.hash.slice(1))).map((a) => a.hash));
    assert.deepEqual(broken, []);
    const doubles = await page.evaluate(() => { const ids = [...document.querySelectorAll("[id]")].map((e) => e.id); return ids.filter((id, i) => ids.indexOf(id) !== i); });
    assert.deepEqual(doubles, []);
    const text = await page.locator(`article[lang=${lang}]`).innerText();
    assert.doesNotMatch(text, /undefined|NaN|null|\{[a-z0-9]+\}/);
    await close();
  });
}

test("the switch changes language and direction, by mouse and by keyboard", async () => {
  const { page, close } = await open("", 1100);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "ar");
  await page.click("[data-lang=en]");
  assert.equal(await page.evaluate(() => document.documentElement.dir), "ltr");
  assert.equal(await page.locator("article[lang=en]").isVisible(), true);
  await page.focus("[data-lang=ar]");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  assert.equal(await page.locator("article[lang=en]").isVisible(), false);
  await close();
});

test("Arabic digits can be changed to western ones and back", async () => {
  const { page, close } = await open("#ar", 1100);
  const first = await page.locator("article[lang=ar]").textContent();
  assert.match(first, /[٠-٩]/);
  await page.click("[data-do=digits]");
  assert.doesNotMatch(await page.locator("article[lang=ar]").textContent(), /[٠-٩]/);
  await page.click("[data-do=digits]");
  assert.equal(await page.locator("article[lang=ar]").textContent(), first);
  await close();
});

test("without scripts the address chooses the language", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${address}#en`);
  assert.equal(await page.locator("article[lang=en] h1").isVisible(), true);
  assert.equal(await page.locator("article[lang=ar] h1").isVisible(), false);
  await context.close();
});

test("it prints as a few pages", async () => {
  const { page, close } = await open("#en", 1100);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok(pages >= 3 && pages <= 14, `${pages} pages`);
  await close();
});

test("ogrinfo reads the map file", () => {
  const info = execFileSync("ogrinfo", ["-so", "-al", join(result, "forecast.gpkg")], { encoding: "utf8" });
  for (const layer of ["sites", "roads", "site_day", "enclave_day", "figures", "chances", "parameters", "sources", "run", "metadata", "layer_styles", "base_admin1"]) {
    assert.match(info, new RegExp(`Layer name: ${layer}\\b[\\s\\S]*?Feature Count: [1-9]`), layer);
  }
  assert.match(info, /t_begin: DateTime/);
});
