// Ctrl+K: the pages of the left bar and the user's companies, filtered while typing; arrows choose, Enter opens.
// What matches no page becomes a search of the sent invoices.
import { keyCaps, on } from "./page.js";

const dialog = document.getElementById("palette");
const form = dialog?.querySelector("[data-palette]");
const input = form?.elements.namedItem("q");
const list = form?.querySelector("[role=listbox]");

/** Make the rows from the links that the page has already: one drawing, one list, nothing sent twice. */
function build() {
  list.replaceChildren();
  document.querySelectorAll(".nav a, .colist a:not([aria-current])").forEach((link, index) => {
    const row = document.createElement("div");
    row.setAttribute("role", "option");
    row.id = `pal-${index}`;
    row.dataset.href = link.href;
    const company = link.closest(".colist");
    const label = document.createElement("span");
    label.textContent = link.querySelector(company ? "b" : "span").textContent;
    row.append((link.querySelector("svg") ?? link.querySelector(".mark")).cloneNode(true), label);
    if (company) {
      const note = document.createElement("small");
      note.textContent = form.dataset.company;
      row.append(note);
    } else if (link.dataset.go) row.append(keyCaps("G", link.dataset.go));
    list.append(row);
  });
}

function options() {
  return [...list.querySelectorAll("[role=option]")].filter((row) => !row.hidden);
}

function choose(row) {
  for (const other of list.querySelectorAll("[aria-selected=true]")) other.setAttribute("aria-selected", "false");
  if (row) {
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  } else input.removeAttribute("aria-activedescendant");
}

function open(row) {
  if (row?.dataset.href) location.assign(row.dataset.href);
  else if (row?.dataset.submit) form.requestSubmit();
}

/** The last row: search for the text, or say that nothing matches where there is nothing to search. */
function lastRow(text, found) {
  list.querySelector("[data-last]")?.remove();
  const searches = Boolean(form.getAttribute("action"));
  if (!text || (!searches && found)) return;
  const row = document.createElement("div");
  row.dataset.last = "yes";
  row.id = "pal-last";
  if (searches) {
    row.setAttribute("role", "option");
    row.dataset.submit = "yes";
    row.textContent = form.dataset.search.replace("%s", text);
  } else {
    row.className = "pal-n";
    row.textContent = form.dataset.empty;
  }
  list.append(row);
}

function filter() {
  const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const row of list.querySelectorAll("[role=option]:not([data-last])")) {
    row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    if (!row.hidden) found += 1;
  }
  lastRow(input.value.trim(), found);
  choose(options()[0]);
}

if (dialog) {
  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    const rows = options();
    const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(rows[(at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length]);
    } else if (event.key === "Enter" && rows[at]) {
      event.preventDefault();
      open(rows[at]);
    } else if (event.key === "Escape") {
      // A search field would take the first Escape to empty itself.
      event.preventDefault();
      dialog.close();
    }
  });
  list.addEventListener("click", (event) => open(event.target.closest("[role=option]")));
  dialog.addEventListener("toggle", () => {
    if (!dialog.open) return;
    input.value = "";
    build();
    filter();
    input.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.code !== "KeyK") return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else if (!document.querySelector("dialog[open]")) dialog.showModal();
  });
  on("submit", "[data-palette]", (event) => {
    if (!form.getAttribute("action") || !input.value.trim()) event.preventDefault();
  });
}
