// Suggestions under the question box: agencies, documents and topics of the archive, by mouse or by keyboard.
"use strict";

(() => {
  const input = document.getElementById("q");
  const list = document.getElementById("goi-y");
  if (!input || !list) return;
  const KINDS = { agency: "Cơ quan", document: "Văn bản", topic: "Nội dung" };
  const WAIT = 120;
  let found = [];
  let at = -1;
  let timer = 0;
  let asked = "";

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  close();

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function part(name, text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  function show(suggestions) {
    found = suggestions;
    at = -1;
    list.replaceChildren(...suggestions.map((one, place) => {
      const item = document.createElement("li");
      item.id = `goi-y-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(part("kind", KINDS[one.kind]), part("text", one.text));
      if (one.note) item.append(part("note", one.note));
      return item;
    }));
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    const typed = input.value;
    asked = typed;
    if (typed.trim().length < 2) return close();
    try {
      const answer = await fetch(`/api/suggest?q=${encodeURIComponent(typed)}`);
      if (answer.ok && asked === typed && document.activeElement === input) show(await answer.json());
    } catch {
      close(); // the server does not answer: the box works without suggestions
    }
  }

  function mark(place) {
    at = (place + found.length) % found.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    input.setAttribute("aria-activedescendant", `goi-y-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function take(place) {
    const one = found[place];
    input.value = `${input.value.slice(0, one.start)}${one.text} `;
    asked = input.value;
    window.clearTimeout(timer);
    close();
    input.focus();
  }

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) {
      if (event.key === "ArrowDown" && input.value.trim()) ask();
      return;
    }
    if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(at < 0 ? found.length - 1 : at - 1); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(at); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
  input.addEventListener("blur", () => { window.setTimeout(close, 150); });
  input.form.addEventListener("submit", () => { window.clearTimeout(timer); asked = ""; close(); });
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    if (item) { event.preventDefault(); take([...list.children].indexOf(item)); }
  });
})();
