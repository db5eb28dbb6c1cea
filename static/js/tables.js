// List tables: ticking rows, the bulk bar, and the keys J K X Enter Space / F E Esc. Roles are written out, because
// some browsers forget that a table is one when its rows are laid out as a grid on a phone.
import { announce, on, whenLoaded } from "./page.js";
import { lettersAreKeys } from "./shortcuts.js";

let lastTicked = null;

function rowsOf(table) {
  return [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.querySelector("a, .check"));
}

function tick(row) {
  return row?.querySelector("td.cx .check");
}

function refresh(table) {
  const boxes = rowsOf(table).map(tick).filter(Boolean);
  const ticked = boxes.filter((box) => box.checked).length;
  const all = table.querySelector("[data-select-all]");
  if (all) {
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
  const bulk = (table.closest("form") ?? table.closest(".card"))?.querySelector("[data-bulk]");
  if (!bulk) return;
  const words = bulk.querySelector("[data-bulk-text]");
  if (ticked) words.textContent = ticked === 1 ? bulk.dataset.one : bulk.dataset.many.replace("%n", ticked);
}

function setRange(table, from, to, checked) {
  const rows = rowsOf(table);
  const [first, last] = [rows.indexOf(from), rows.indexOf(to)].sort((a, b) => a - b);
  rows.slice(Math.max(0, first), last + 1).forEach((row) => { if (tick(row)) tick(row).checked = checked; });
}

on("click", "[data-table] td.cx .check", (event, box) => {
  const table = box.closest("table");
  const row = box.closest("tr");
  if (event.shiftKey && lastTicked?.isConnected) setRange(table, lastTicked, row, box.checked);
  lastTicked = row;
  refresh(table);
});
on("change", "[data-select-all]", (_event, box) => {
  const table = box.closest("table");
  rowsOf(table).forEach((row) => { if (tick(row)) tick(row).checked = box.checked; });
  refresh(table);
});
on("click", "[data-select-none]", (_event, button) => {
  const table = (button.closest("form") ?? button.closest(".card")).querySelector("[data-table]");
  rowsOf(table).forEach((row) => { if (tick(row)) tick(row).checked = false; });
  refresh(table);
  table.querySelector("a, .check")?.focus();
});

function move(table, by) {
  const rows = rowsOf(table);
  const at = rows.findIndex((row) => row.classList.contains("cur"));
  const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
  rows[at]?.classList.remove("cur");
  next?.classList.add("cur");
  next?.querySelector(".row-link, a")?.focus();
}

const KEYS = {
  j: (table) => move(table, 1),
  k: (table) => move(table, -1),
  x: (table, event) => {
    const row = table.querySelector("tr.cur");
    const box = tick(row);
    if (!box) return;
    if (event.shiftKey && lastTicked?.isConnected) setRange(table, lastTicked, row, true);
    else box.checked = !box.checked;
    lastTicked = row;
    refresh(table);
    announce((table.closest("form") ?? table.closest(".card"))?.querySelector("[data-bulk-text]")?.textContent ?? "");
  },
  " ": (table) => table.querySelector("tr.cur .peek-link")?.click(),
  "/": () => document.querySelector("[data-list-search]")?.focus(),
  f: () => document.querySelector("[data-list-filter]")?.click(),
  e: () => document.querySelector("[data-list-export]")?.click(),
  escape: (table) => {
    const close = document.querySelector("[data-peek-close]");
    if (close) close.click();
    else {
      rowsOf(table).forEach((row) => { if (tick(row)) tick(row).checked = false; });
      refresh(table);
    }
  },
};

document.addEventListener("keydown", (event) => {
  const table = document.querySelector("[data-table]");
  const run = KEYS[event.key.toLowerCase()];
  if (!table || !run || !lettersAreKeys(event)) return;
  if (event.key === " " && !table.querySelector("tr.cur .peek-link")) return;
  if (event.key !== "Escape") event.preventDefault();
  run(table, event);
});

whenLoaded((part) => {
  for (const table of part.querySelectorAll?.("[data-table]") ?? []) {
    table.setAttribute("role", "table");
    for (const group of table.querySelectorAll("thead, tbody, tfoot")) group.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) cell.setAttribute("role", cell.tagName === "TD" ? "cell" : cell.scope === "row" ? "rowheader" : "columnheader");
    }
    refresh(table);
  }
});
