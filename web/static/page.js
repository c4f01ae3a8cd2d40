// What every page does a little better with a script: copying, printing, saying aloud what has changed.
"use strict";

(() => {
  const said = document.getElementById("thong-bao");

  function say(words) {
    said.textContent = "";
    window.setTimeout(() => { said.textContent = words; }, 50);
  }

  // Browsers give a page the clipboard only over https or on this machine; elsewhere a selection is copied.
  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  async function copyFrom(button, text) {
    const name = button.dataset.name || button.textContent;
    button.dataset.name = name;
    try {
      await copy(text);
      button.textContent = "Đã sao chép";
      say("Đã sao chép.");
    } catch {
      button.textContent = "Không sao chép được";
      say("Trình duyệt không cho sao chép; hãy bôi đen rồi sao chép.");
    }
    window.setTimeout(() => { button.textContent = name; }, 2000);
  }

  function reveal(root) {
    for (const one of root.querySelectorAll("[data-copy], [data-copy-address], [data-print]")) {
      one.hidden = false;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("copy" in button.dataset) copyFrom(button, button.dataset.copy);
    if ("copyAddress" in button.dataset) copyFrom(button, window.location.href);
    if ("print" in button.dataset) window.print();
  });

  // After the results were brought without loading the page.
  document.addEventListener("htmx:after:swap", () => {
    const results = document.getElementById("ket-qua");
    reveal(document);
    if (results && results.dataset.said) say(results.dataset.said);
  });

  const here = document.querySelector(".top nav [aria-current]");
  const bar = here && here.parentElement;
  const end = here ? here.offsetLeft - bar.offsetLeft + here.offsetWidth + 36 : 0;
  if (here && end > bar.clientWidth) bar.scrollLeft = end - bar.clientWidth;
  reveal(document);
  window.cchc = { copyFrom };
})();
