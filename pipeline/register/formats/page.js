"use strict";
const page = document.documentElement;
const search = document.getElementById("search");
const people = [...document.querySelectorAll(".person")];
const nobody = document.getElementById("nobody");

function speak(language) {
  page.lang = language;
  search.placeholder = language === "sv" ? "Sök namn, organ, uppdrag" : "Search names, bodies, posts";
}

// å, ä and ö are letters of their own; é and ü may be typed without their marks.
function plain(text) {
  return text.toLowerCase().normalize("NFC").replace(/[éèë]/g, "e").replace(/ü/g, "u");
}

function filter() {
  const wanted = plain(search.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const person of people) {
    const words = plain(person.dataset.words);
    person.hidden = !wanted.every((word) => words.includes(word));
    shown += person.hidden ? 0 : 1;
  }
  for (const part of document.querySelectorAll("#organ, #kontrollera, .az")) part.hidden = wanted.length > 0;
  nobody.hidden = shown > 0 || !people.length;
}

document.getElementById("language").addEventListener("click", () => speak(page.lang === "sv" ? "en" : "sv"));
search.addEventListener("input", filter);
document.addEventListener("click", (event) => {
  if (event.target.closest('a[href^="#"]') && search.value) { search.value = ""; filter(); }
});

let closed = [];
addEventListener("beforeprint", () => {
  // On paper the sources stand with the people, once.
  closed = [...document.querySelectorAll(".person details:not([open]), .warn details:not([open]), .others")];
  closed = closed.filter((part) => !part.open);
  for (const part of closed) part.open = true;
});
addEventListener("afterprint", () => { for (const part of closed) part.open = false; });
