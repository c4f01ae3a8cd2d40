// A job's page: the parts that the server sends as files are read take the place of those shown.
"use strict";

(() => {
  const head = document.getElementById("tien-do");
  const list = document.getElementById("cac-tep");
  if (!head || !list || !head.dataset.events) return;
  const source = new EventSource(head.dataset.events);

  // The server has escaped every value; a parsed document runs no script.
  function parsed(text) {
    return [...new DOMParser().parseFromString(text, "text/html").body.children];
  }

  // What a person has begun to fill in stays as it is.
  function isTouched(shown) {
    return shown.contains(document.activeElement) || "touched" in shown.dataset;
  }

  list.addEventListener("input", (event) => {
    const item = event.target.closest("li");
    if (item) item.dataset.touched = "";
  });

  source.addEventListener("part", (event) => {
    const [item] = parsed(event.data);
    if (!item) return;
    const shown = document.getElementById(item.id);
    if (!shown) list.append(item);
    else if (!shown.isEqualNode(item) && !isTouched(shown)) shown.replaceWith(item);
  });

  source.addEventListener("done", () => source.close());

  // Refused for good (the browser itself tries again after a lost connection): ask for the page.
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) window.setTimeout(() => window.location.reload(), 3000);
  });
  window.addEventListener("pagehide", () => source.close());
})();
