// The switch of language and of digits. Without it the page still works: the address chooses the language.
(() => {
  "use strict";
  const root = document.documentElement;
  const titles = {};
  for (const article of document.querySelectorAll("article")) titles[article.lang] = article.querySelector("h1").textContent;

  const show = (lang) => {
    root.lang = lang;
    root.dir = lang === "ar" ? "rtl" : "ltr";
    document.title = titles[lang];
    for (const link of document.querySelectorAll("[data-lang]")) {
      if (link.dataset.lang === lang) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    document.querySelector("[data-do=digits]").hidden = lang !== "ar";
  };
  const fromAddress = () => {
    const id = location.hash.slice(1);
    const place = id ? document.getElementById(id) : null;
    const article = place ? place.closest("article") : null;
    if (article && article.lang !== root.lang) {
      show(article.lang);
      if (place !== article) place.scrollIntoView();
    }
  };
  root.setAttribute("data-js", "");
  show(root.dataset.first);
  fromAddress();
  addEventListener("hashchange", fromAddress);
  for (const link of document.querySelectorAll("[data-lang]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      // The reader stays at the same section in the other language.
      const sections = [...document.querySelectorAll(`article[lang=${root.lang}] section`)];
      const here = sections.filter((s) => s.getBoundingClientRect().top < innerHeight / 2).pop();
      show(link.dataset.lang);
      history.replaceState(null, "", `#${link.dataset.lang}`);
      const there = here && document.getElementById(here.id.replace(/-(ar|en)$/, `-${link.dataset.lang}`));
      if (there && scrollY > 200) there.scrollIntoView();
    });
  }

  // Arabic-Indic or Western digits in the Arabic text; what was changed is remembered, so that going back is exact.
  const changed = new Map();
  const western = { "٬": ",", "٫": ".", "٪": "%" };
  const button = document.querySelector("[data-do=digits]");
  button.addEventListener("click", () => {
    if (changed.size) {
      for (const [node, text] of changed) node.nodeValue = text;
      changed.clear();
      root.removeAttribute("data-digits");
      button.setAttribute("aria-pressed", "false");
      return;
    }
    const walker = document.createTreeWalker(document.querySelector("article[lang=ar]"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const text = node.nodeValue.replace(/[٠-٩٬٫٪]/g, (c) => western[c] ?? String(c.charCodeAt(0) - 0x660));
      if (text === node.nodeValue) continue;
      changed.set(node, node.nodeValue);
      node.nodeValue = text;
    }
    root.setAttribute("data-digits", "western");
    button.setAttribute("aria-pressed", "true");
  });
  const print = document.querySelector("[data-do=print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
})();
