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

  source.addEventListener("head", (event) => {
    const parts = parsed(event.data);
    if (parts.some((one, at) => !head.children[at] || !one.isEqualNode(head.children[at]))) head.replaceChildren(...parts);
  });

  source.addEventListener("file", (event) => {
    const [item] = parsed(event.data);
    if (!item) return;
    const shown = document.getElementById(item.id);
    if (!shown) list.append(item);
    else if (!shown.isEqualNode(item)) shown.replaceWith(item);
  });

  source.addEventListener("done", () => source.close());

  // Refused for good (the browser itself tries again after a lost connection): ask for the page.
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) window.setTimeout(() => window.location.reload(), 3000);
  });
  window.addEventListener("pagehide", () => source.close());
})();
