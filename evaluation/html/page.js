// The page reads without this script; with it one can filter, point at facts and change language.
(function () {
  "use strict";
  const all = (query, root) => Array.from((root || document).querySelectorAll(query));
  const by = (id) => document.getElementById(id);
  const { en, facts } = JSON.parse(by("data").textContent);

  // ── language ──
  const swedish = {};
  all("[data-t]").forEach((e) => { swedish[e.dataset.t] = swedish[e.dataset.t] || e.textContent; });
  const button = by("language");
  let words = swedish;
  const said = (key) => words[key] || en[key] && words === en ? en[key] : swedish[key] || null;
  const remember = (language) => { try { localStorage.setItem("paragraf-language", language); } catch { /* not kept */ } };
  const remembered = () => { try { return localStorage.getItem("paragraf-language"); } catch { return null; } };

  function speak(language) {
    const english = language === "en";
    words = english ? en : swedish;
    document.documentElement.lang = language;
    all("[data-t]").forEach((e) => { e.textContent = words[e.dataset.t]; });
    all(".n").forEach((e) => number(e, english));
    all("optgroup[data-l]").forEach((e) => { e.label = said(e.dataset.l) || e.dataset.l; });
    all("[data-p]").forEach((e) => { e.placeholder = said(e.dataset.p); });
    all(".mk").forEach((e) => e.setAttribute("aria-label", said("o." + e.dataset.o) + " " + e.dataset.w));
    button.textContent = english ? "Svenska" : "English";
    button.lang = english ? "sv" : "en";
    tell(shownAt);
  }
  function number(element, english) {
    const [from, to] = english ? [/(\d),(?=\d)/g, "$1."] : [/(\d)\.(?=\d)/g, "$1,"];
    for (const node of all("*", element).concat(element).flatMap((e) => Array.from(e.childNodes))) {
      if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replace(from, to);
    }
  }
  button.hidden = false;
  button.addEventListener("click", () => {
    const language = document.documentElement.lang === "en" ? "sv" : "en";
    remember(language);
    speak(language);
  });

  // ── filters ──
  const form = by("urval");
  const errors = all("#fellista .err").map((element) => ({ element, ...element.dataset, text: null }));
  function filter() {
    const wanted = Object.fromEntries(new FormData(form));
    const sought = wanted.q.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const error of errors) {
      const fits = (!wanted.d || error.d === wanted.d) && (!wanted.k || error.k === wanted.k) &&
        (!wanted.f || error.f === wanted.f) && (!wanted.w || error.w.split(" ").includes(wanted.w)) &&
        (!wanted.g || error.g.split(" ").includes(wanted.g)) && holds(error, sought);
      error.element.hidden = !fits;
      shown += fits;
    }
    for (const group of all(".fault")) {
      const left = all(".err:not([hidden])", group).length;
      group.hidden = !left;
      group.querySelector(".count").textContent = left;
    }
    by("antal").textContent = shown;
    by("inga").hidden = shown > 0 || !errors.length;
  }
  function holds(error, sought) {
    if (!sought.length) return true;
    error.text = error.text || error.element.textContent.normalize("NFC").toLowerCase();
    return sought.every((word) => error.text.includes(word.normalize("NFC")));
  }
  form.hidden = !errors.length;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  all("a[data-fault]").forEach((link) => link.addEventListener("click", () => {
    form.reset();
    form.elements.k.value = link.dataset.kind;
    form.elements.f.value = link.dataset.fault;
    filter();
  }));
  // a link to an error that the filter hides shows it again
  addEventListener("hashchange", reveal);
  function reveal() {
    const target = by(decodeURIComponent(location.hash.slice(1)));
    if (target && target.classList.contains("err") && target.hidden) {
      form.reset();
      setTimeout(() => { filter(); target.scrollIntoView(); });
    }
  }

  // ── toggles ──
  const toggles = document.querySelector(".toggles");
  toggles.hidden = false;
  toggles.addEventListener("change", () => {
    all("input[data-kind]", toggles).forEach((box) => document.body.classList.toggle("no-" + box.dataset.kind, !box.checked));
    document.body.classList.toggle("only-errors", by("barafel").checked);
    document.body.classList.toggle("print-texts", by("papper").checked);
  });

  // ── facts at a place ──
  const panel = by("panel"), list = by("fakta");
  const signs = { right: "✓", wrong: "≠", missed: "−", spurious: "+" };
  let shownAt = null, locked = false;
  panel.hidden = false;

  function make(name, text, classes) {
    const element = document.createElement(name);
    if (text != null) element.textContent = text;
    if (classes) element.className = classes;
    return element;
  }
  function named(text) {
    const parts = text.split(" "), whole = parts.every((word) => said("v." + word));
    return parts.map((word) => (whole || word.includes("_")) && said("v." + word) || word).join(" ");
  }
  function tell(piece) {
    all(".here").forEach((e) => e.classList.remove("here"));
    shownAt = piece;
    list.replaceChildren();
    if (!piece) return;
    const text = piece.closest(".t"), numbers = piece.dataset.f.split(" ");
    all("[data-f]:not(.mk)", text).forEach((e) => {
      if (e.dataset.f.split(" ").some((number) => numbers.includes(number))) e.classList.add("here");
    });
    numbers.forEach((number) => list.append(card(text, number)));
    if (locked) list.prepend(make("p", said("locked"), "chip"));
  }
  function card(text, number) {
    const [kind, verdict, what, rule, rows] = facts[text.dataset.d][number];
    const article = make("article"), head = make("div");
    head.append(make("span", signs[verdict], "sign " + verdict), make("b", said("k." + kind) || kind), " ", named(what), " · ", said("o." + verdict));
    article.append(head);
    if (rule) article.append(make("code", rule));
    const fields = make("dl");
    for (const [field, gold, found] of rows) {
      const value = make("dd");
      value.lang = "sv";
      value.append(make("span", named(gold), found == null ? "" : "gr"));
      if (found != null) value.append(" → ", make("span", named(found) || "–", "fs"));
      fields.append(make("dt", said("a." + field) || field), value);
    }
    article.append(fields);
    if (verdict !== "right") {
      const link = make("a", said("nav.errors") + " ↑");
      link.href = "#e" + text.dataset.d + "f" + number;
      article.append(link);
    }
    return article;
  }
  const piece = (event) => event.target.closest(".doc .t [data-f]");
  document.addEventListener("mouseover", (event) => {
    const here = piece(event);
    if (here && !locked && here !== shownAt) tell(here);
  });
  document.addEventListener("focusin", (event) => {
    const here = piece(event);
    if (here) { locked = false; tell(here); }
  });
  document.addEventListener("click", (event) => {
    const here = piece(event);
    if (!here || here.classList.contains("mk")) return;
    locked = !(locked && here === shownAt);
    tell(here);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { locked = false; tell(null); return; }
    const text = event.target.closest && event.target.closest(".doc .t");
    if (!text || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key.toLowerCase() === "f") walk(text, ".mk", event.shiftKey ? -1 : 1);
    else if (step) walk(text, "[data-f]", step);
    else return;
    event.preventDefault();
  });
  function walk(text, query, step) {
    const stops = all(query, text).filter((e) => e.offsetParent !== null);
    if (!stops.length) return;
    const from = shownAt && text.contains(shownAt) ? shownAt : null;
    let next = step > 0 ? stops[0] : stops[stops.length - 1];
    if (from) {
      const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
      const ahead = stops.filter((e) => e !== from && from.compareDocumentPosition(e) & side);
      next = (step > 0 ? ahead[0] : ahead[ahead.length - 1]) || next;
    }
    locked = true;
    tell(next);
    next.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", arrive);
  function arrive() {
    const target = by(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches(".mk")) { locked = true; tell(target); }
  }

  const asked = /^#(sv|en)$/.exec(location.hash);
  const language = asked ? asked[1] : remembered();
  if (language === "en") speak("en");
  reveal();
  arrive();
})();
