// The line grid: new row, copy, move, remove with undo, by key, button or drag. The server never needs to answer for
// these; it only recalculates. Rows are named by a uid, so that moving one renames nothing.
import { announce, on } from "./page.js";
import { toast } from "./toasts.js";

let form;
let changed = () => {};
const undone = [];

const table = () => document.getElementById("lines");
const rows = () => [...table().querySelectorAll("tbody.line")];
const cells = (row) => [...row.querySelectorAll(".cell")].filter((cell) => !cell.closest("[hidden]"));
const byUid = (uid) => document.getElementById(`row-${uid}`);
const first = (row) => row?.querySelector(".cell");
const say = (text, value) => announce(text.replace("%s", value));

function uid() {
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Give a cloned row its own uid, wherever the old one stands. */
function rename(row, from, to) {
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes(from)) attribute.value = attribute.value.replaceAll(from, to);
    }
  }
  row.dataset.uid = to;
  return row;
}

function renumber() {
  rows().forEach((row, index) => {
    const number = row.querySelector("[data-row-number]");
    number.textContent = number.dataset.rowNumber.replace("%s", String(index + 1));
  });
}

function done(focus) {
  renumber();
  changed();
  focus?.focus();
}

/** A new row takes unit and VAT from the row above it. */
function add(after = rows().at(-1)) {
  const row = rename(document.getElementById("row-template").content.firstElementChild.cloneNode(true), "new0", uid());
  if (after) {
    for (const name of ["unit", "vat"]) valueOf(row, name).value = valueOf(after, name).value;
    after.after(row);
  } else table().append(row);
  done(first(row));
}

function valueOf(row, name) {
  return row.querySelector(`[name="line-${row.dataset.uid}-${name}"]`);
}

function copy(row) {
  const made = row.cloneNode(true);
  const sources = row.querySelectorAll("select, textarea, input");
  made.querySelectorAll("select, textarea, input").forEach((field, index) => { field.value = sources[index].value; });
  made.querySelectorAll(".err").forEach((fault) => fault.remove());
  made.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  made.querySelector(".errrow").hidden = true;
  made.rows[0].classList.remove("has-err");
  row.after(rename(made, row.dataset.uid, uid()));
  done(first(made));
  announce(form.dataset.copied);
}

function remove(row) {
  const all = rows();
  const place = all.indexOf(row);
  const name = valueOf(row, "name").value.trim();
  const neighbour = all[place + 1] ?? all[place - 1];
  row.remove();
  if (!neighbour) add();
  const undo = () => {
    const now = rows();
    const blank = !neighbour && now.length === 1 && !valueOf(now[0], "name").value ? now[0] : null;
    if (place < now.length) now[place].before(row);
    else table().append(row);
    blank?.remove();
    done(first(row));
  };
  const text = name ? form.dataset.removed.replace("%s", name) : form.dataset.removedBlank;
  remember(undo, text);
  done(first(neighbour ?? rows()[0]));
}

function move(row, by) {
  const all = rows();
  const other = all[all.indexOf(row) + by];
  if (!other) return;
  const focused = document.activeElement;
  if (by < 0) other.before(row);
  else other.after(row);
  done(row.contains(focused) ? focused : null);
  say(form.dataset.moved, String(rows().indexOf(row) + 1));
}

function changeVat(value) {
  const before = rows().map((row) => [row, valueOf(row, "vat").value]);
  for (const [row] of before) valueOf(row, "vat").value = value;
  remember(() => {
    for (const [row, old] of before) valueOf(row, "vat").value = old;
    changed();
  }, form.dataset.vatChanged);
  changed();
}

function addAllowance(kind) {
  const box = document.getElementById("allowances");
  const row = rename(document.getElementById("allowance-template").content.firstElementChild.cloneNode(true), "new0", uid());
  row.querySelector("select").value = kind;
  box.append(row);
  box.hidden = false;
  changed();
  row.querySelector("select").focus();
}

function removeAllowance(row) {
  const box = row.parentElement;
  const next = row.nextElementSibling;
  const name = row.querySelector('[name$="-reason"]').value.trim();
  const tidy = () => { box.hidden = !box.querySelector(".acrow"); };
  row.remove();
  tidy();
  remember(() => {
    box.insertBefore(row, next?.isConnected ? next : null);
    tidy();
    changed();
    row.querySelector("select").focus();
  }, name ? form.dataset.removed.replace("%s", name) : form.dataset.removedBlank);
  changed();
  (box.querySelector("select") ?? form.querySelector('[value^="add-allowance"]')).focus();
}

/** Keep a way back: in the toast, and for Ctrl+Z until something else is typed. */
function remember(undo, text) {
  const step = { undo, typed: false, toast: null };
  const run = () => {
    const place = undone.indexOf(step);
    if (place < 0) return;
    undone.splice(place, 1);
    undo();
  };
  step.run = run;
  step.toast = toast({ text, onUndo: run });
  undone.push(step);
}

/** Carry out a button's verb here if it is about rows; tell whether it was. */
export function command(verb, button) {
  const at = verb.indexOf(":");
  const name = at < 0 ? verb : verb.slice(0, at);
  const argument = at < 0 ? "" : verb.slice(at + 1);
  const row = byUid(argument);
  switch (name) {
    case "add": add(); return true;
    case "remove": if (row) remove(row); return true;
    case "copy": if (row) copy(row); return true;
    // A press on the handle is for dragging; its arrow keys move. The phone's buttons carry their own name.
    case "up": if (row && !button?.matches(".hdl")) move(row, -1); return true;
    case "down": if (row) move(row, 1); return true;
    case "vat": changeVat(argument); return true;
    case "add-allowance": addAllowance(argument); return true;
    case "remove-allowance": removeAllowance(document.getElementById(`allowance-row-${argument}`)); return true;
    default: return false;
  }
}

function enter(event, row) {
  const cell = event.target;
  if (cell instanceof HTMLTextAreaElement || !cell.matches(".cell")) return;
  event.preventDefault();
  const all = cells(row).filter((one) => !(one instanceof HTMLTextAreaElement));
  const next = all[all.indexOf(cell) + 1];
  const below = rows()[rows().indexOf(row) + 1];
  if (next) focusCell(next);
  else if (below) focusCell(first(below));
  else add(row);
}

function focusCell(cell) {
  cell.focus();
  if (cell instanceof HTMLInputElement) cell.select();
}

function key(event) {
  const row = event.target.closest?.("tbody.line");
  if (!row || event.isComposing) return;
  const alt = event.altKey && !event.ctrlKey && !event.metaKey;
  const control = (event.ctrlKey || event.metaKey) && !event.altKey;
  const handle = event.target.matches(".hdl");
  const act = { ArrowUp: () => move(row, -1), ArrowDown: () => move(row, 1) }[event.key];
  if (act && (alt || handle)) {
    event.preventDefault();
    act();
  } else if (alt && event.key === "Backspace") {
    event.preventDefault();
    remove(row);
  } else if (control && !event.shiftKey && event.code === "KeyD") {
    event.preventDefault();
    copy(row);
  } else if (event.key === "Enter" && !control && !alt && !event.shiftKey) enter(event, row);
}

/** Ctrl+Z undoes the last removal until something is typed after it; then it belongs to the field again. */
function undoKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.code !== "KeyZ") return;
  const step = undone.at(-1);
  if (!step || step.typed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = step.toast?.isConnected ? step.toast.querySelector("[data-undo]") : null;
  if (button) button.click();
  else step.run();
}

function startDrag() {
  let row = null;
  const over = (event) => {
    const target = document.elementFromPoint(event.clientX, event.clientY)?.closest("tbody.line");
    if (!row || !target || target === row || target.parentElement !== row.parentElement) return;
    const box = target.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) target.before(row);
    else target.after(row);
  };
  const drop = () => {
    if (!row) return;
    row.classList.remove("drag");
    document.removeEventListener("pointermove", over);
    const dropped = row;
    row = null;
    done(null);
    say(form.dataset.moved, String(rows().indexOf(dropped) + 1));
  };
  on("pointerdown", ".lines .hdl", (event, handle) => {
    if (event.button !== 0) return;
    row = handle.closest("tbody.line");
    row.classList.add("drag");
    document.addEventListener("pointermove", over);
    document.addEventListener("pointerup", drop, { once: true });
    document.addEventListener("pointercancel", drop, { once: true });
  });
}

/** Wire the grid; `onChange` runs whenever rows have changed. */
export function startRows(editor, onChange) {
  form = editor;
  changed = onChange;
  form.addEventListener("keydown", key);
  form.addEventListener("input", () => undone.forEach((step) => { step.typed = true; }));
  window.addEventListener("keydown", undoKey, { capture: true });
  startDrag();
}
