// Choosing files to add: by dropping them, by the button, their names and sizes shown before they are sent.
"use strict";

(() => {
  const zone = document.getElementById("vung-tha");
  const input = document.getElementById("files");
  const list = document.getElementById("da-chon");
  const trouble = document.getElementById("qua-lon");
  const sending = document.getElementById("dang-gui");
  if (!zone || !input || !list || !trouble || !sending) return;
  const form = input.form;
  const send = form.querySelector("button:not([type])");
  const name = send.textContent;
  const limit = Number(zone.dataset.megabytes) * 1024 * 1024;
  let kept = [];

  function size(bytes) {
    if (bytes < 1024) return `${bytes} byte`;
    const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
    return `${value.toLocaleString("vi-VN", { maximumFractionDigits: 1 })} ${unit}`;
  }

  function keep(files) {
    const carrier = new DataTransfer();
    for (const one of files) carrier.items.add(one);
    input.files = carrier.files;
    show();
  }

  function line(file, at) {
    const item = document.createElement("li");
    const title = document.createElement("span");
    const bytes = document.createElement("span");
    const drop = document.createElement("button");
    title.textContent = file.name;
    bytes.textContent = size(file.size);
    bytes.className = "size";
    drop.type = "button";
    drop.className = "small-button";
    drop.textContent = "Bỏ";
    drop.setAttribute("aria-label", `Bỏ tệp ${file.name}`);
    drop.addEventListener("click", () => { keep(kept.filter((_, place) => place !== at)); input.focus(); });
    item.append(title, bytes, drop);
    return item;
  }

  function show() {
    kept = [...input.files];
    const total = kept.reduce((sum, one) => sum + one.size, 0);
    list.replaceChildren(...kept.map(line));
    list.hidden = kept.length === 0;
    trouble.hidden = total <= limit;
    trouble.textContent = trouble.hidden ? "" : `Tổng cộng ${size(total)}, vượt quá ${zone.dataset.megabytes} MB: hãy bớt tệp rồi gửi nhiều lần.`;
    send.disabled = !trouble.hidden;
    send.textContent = kept.length > 1 ? `${name} ${kept.length} tệp` : name;
  }

  function hasFiles(event) {
    return event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  }

  zone.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("over");
  });
  zone.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("over");
    const known = new Set(kept.map((one) => `${one.name}/${one.size}/${one.lastModified}`));
    const more = [...event.dataTransfer.files].filter((one) => !known.has(`${one.name}/${one.size}/${one.lastModified}`));
    keep([...kept, ...more]);
  });
  // A file dropped beside the zone must not take the place of the page.
  for (const kind of ["dragover", "drop"]) {
    window.addEventListener(kind, (event) => { if (hasFiles(event)) event.preventDefault(); });
  }
  input.addEventListener("change", show);

  // Sent by a request that tells how far it has come; the page that answers is then opened.
  function answered(request) {
    if (request.status < 400) { window.location.assign(request.responseURL); return; }
    let said = "";
    try { said = JSON.parse(request.responseText).error; } catch { /* a page, not JSON */ }
    failed(said || `Máy chủ không nhận (mã ${request.status}); hãy thử lại.`);
  }

  function failed(words) {
    sending.hidden = true;
    show();
    trouble.hidden = false;
    trouble.textContent = words;
  }

  function progressed(event) {
    if (!event.lengthComputable) return;
    const share = Math.floor((event.loaded * 100) / event.total);
    sending.querySelector("progress").value = share;
    sending.querySelector("p").textContent = share < 100
      ? `Đã gửi ${size(event.loaded)} trong ${size(event.total)} (${share}%)`
      : "Đã gửi xong, máy chủ đang đọc …";
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", progressed);
    request.addEventListener("load", () => answered(request));
    request.addEventListener("error", () => failed("Mất kết nối với máy chủ khi đang gửi; hãy thử lại."));
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(new FormData(form));
    sending.hidden = false;
    send.disabled = true;
    send.textContent = "Đang gửi …";
  });
  window.addEventListener("pageshow", () => { sending.hidden = true; show(); });
  zone.classList.add("ready");
  show();
})();
