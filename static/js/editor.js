// The invoice editor: saves and recalculates as one types, keys of the grid, preview. Without it the form still works.
import { goTo, on } from "./page.js";
import { clearFaultsOfGone, showFaults, startFaults } from "./editor_faults.js";
import { openPreview } from "./editor_preview.js";
import { command as rowCommand, startRows } from "./editor_rows.js";
import { post, schedule, settled, startSaving } from "./editor_save.js";

const form = document.getElementById("editor");

// With script each POST is small: a chosen file is sent at once, by itself.
form.removeAttribute("enctype");

startSaving(form);
startFaults(form);
startRows(form, () => {
  clearFaultsOfGone();
  schedule(0);
});

// A customer that an address brings is not saved yet; once it is, the address must not choose it again.
if (location.search) history.replaceState(history.state, "", location.pathname);
if ("start" in form.dataset) post("save");

function busy(button, promise) {
  button?.setAttribute("aria-busy", "true");
  promise.finally(() => button?.removeAttribute("aria-busy"));
}

// Every button of the form has a verb; those about rows are done here, the rest by the server.
form.addEventListener("submit", (event) => {
  const button = event.submitter;
  const verb = button?.value || "save";
  event.preventDefault();
  button?.closest("[popover]")?.hidePopover();
  if (rowCommand(verb, button)) return;
  busy(button, post(verb));
});

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey && !event.shiftKey && event.code === "KeyS") {
    event.preventDefault();
    post("save");
  } else if (control && !event.altKey && event.key === "Enter") {
    event.preventDefault();
    const send = document.querySelector('.pagehead [name=do][value="send"]');
    busy(send, post("send"));
  } else if (event.altKey && !control && event.code === "KeyP") {
    event.preventDefault();
    busy(document.querySelector('[name=do][value="preview"]'), post("preview"));
  }
});

// A list is chosen from, not typed in: what depends on it is asked for at once.
form.addEventListener("change", (event) => {
  const field = event.target;
  if (field.name === "customer") {
    post(field.value ? `customer:${field.value}` : "choose");
  } else if (field.type === "file") {
    if (field.files.length) post("attach", { files: field });
  } else if (field.matches("select, [type=radio]")) schedule(0);
});

document.addEventListener("htmx:oobAfterSwap", (event) => {
  // The event names the element that was there before; its successor has the same id.
  const part = document.getElementById(event.detail.target.id);
  if (part?.id === "faults") showFaults();
  if (part?.id === "row-sums") showSums(part);
  if (part?.id === "totals") showDueDate(part);
  if (part?.id === "customer-card") part.querySelector("[role=combobox], #customer")?.focus({ preventScroll: true });
});

function showSums(list) {
  for (const sum of list.children) {
    const place = document.getElementById(`line-${sum.dataset.row}-amount`);
    if (place && place.textContent !== sum.textContent) place.textContent = sum.textContent;
  }
}

// Due is computed by the server unless one types a date: the computed one stands in the empty field.
function showDueDate(totals) {
  const due = document.getElementById("due_date");
  if (due) due.placeholder = totals.dataset.due;
}

document.addEventListener("editor:preview", (event) => openPreview(event.detail.url));
document.addEventListener("editor:refused", () => {
  showFaults({ all: true });
  const notice = document.querySelector("#notice [data-focus]");
  if (notice) goTo(notice);
});

// Leaving by a link waits for the last save.
on("click", "a[data-leave]", (event, link) => {
  if (settled()) return;
  event.preventDefault();
  post("save").finally(() => location.assign(link.href));
});
