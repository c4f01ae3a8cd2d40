// A document: tools at the clause that is looked at, an outline that follows the reading, the mark in view.
"use strict";

(() => {
  const sheet = document.querySelector(".sheet");
  const template = document.getElementById("dung-cu");
  if (!sheet || !template) return;

  // One pair of buttons for all clauses, at the one that is pointed at, focused or the target of the address.
  const tools = template.content.firstElementChild;
  let current = null;

  function attach(unit) {
    if (!unit || unit === current) return;
    const link = unit.querySelector(".anchor");
    if (!link) return;
    current = unit;
    link.after(tools);
  }

  function unitOf(node) {
    return node instanceof Element ? node.closest(".sheet [id]") : null;
  }

  function hashName() {
    return decodeURIComponent(window.location.hash.slice(1));
  }

  function target() {
    return hashName() ? document.getElementById(hashName()) : null;
  }

  // Of a large document only a part is here: an address beyond it opens the part around it.
  function beyond(name) {
    return `?at=${encodeURIComponent(name)}#${encodeURIComponent(name)}`;
  }

  function open() {
    const unit = target();
    if (unit && unit.closest(".elsewhere")) window.location.replace(beyond(hashName()));
    else attach(unitOf(unit));
  }

  sheet.addEventListener("pointerover", (event) => attach(unitOf(event.target)));
  sheet.addEventListener("focusin", (event) => attach(unitOf(event.target)));
  window.addEventListener("hashchange", open);
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !current) return;
    const link = new URL(current.querySelector(".anchor").href);
    link.search = "part" in sheet.dataset ? beyond(current.id).split("#")[0] : "";
    const text = button.dataset.clause === "cite" ? current.querySelector(".cite").textContent : link.href;
    window.cchc.copyFrom(button, text);
  });
  open();

  if ("marked" in sheet.dataset) {
    const mark = (unitOf(target()) || sheet).querySelector("mark");
    const box = mark && mark.getBoundingClientRect();
    if (box && (box.top < 0 || box.top > window.innerHeight * 0.7)) mark.scrollIntoView({ block: "center" });
  }

  // The outline marks the last entry whose clause has passed the upper part of the window.
  const entries = [...document.querySelectorAll(".outline ol a")].map((link) => (
    { link, unit: document.getElementById(decodeURIComponent(link.hash.slice(1))) }
  )).filter((entry) => entry.unit);
  const list = document.querySelector(".outline ol");
  let marked = null;
  let waiting = false;

  function follow() {
    waiting = false;
    const line = window.innerHeight * 0.25;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle].unit.getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    const now = entries[Math.max(0, low - 1)];
    if (!now || now === marked) return;
    if (marked) marked.link.removeAttribute("aria-current");
    now.link.setAttribute("aria-current", "true");
    marked = now;
    const place = now.link.offsetTop - list.offsetTop;
    if (place < list.scrollTop || place > list.scrollTop + list.clientHeight - 40) {
      list.scrollTop = place - list.clientHeight / 3;
    }
  }

  window.addEventListener("scroll", () => {
    if (!waiting) { waiting = true; window.requestAnimationFrame(follow); }
  }, { passive: true });
  follow();
  if (window.matchMedia("(max-width: 60rem)").matches) document.querySelector(".outline details").open = false;
})();
