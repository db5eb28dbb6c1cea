// Faults at the fields: the server lists them all after each recalculation; only fields that one has left show theirs,
// so that nobody is told off while typing. The list "Before you send" shows everything from the start.

let form;
const left = new Set();

function slot(field) {
  const row = field.closest("tbody.line");
  return row ? row.querySelector(".errrow td") : field.closest(".f");
}

function clear(field) {
  field.removeAttribute("aria-invalid");
  const words = document.getElementById(`${field.id}_error`);
  if (!words) return;
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== words.id);
  if (others.length) field.setAttribute("aria-describedby", others.join(" "));
  else field.removeAttribute("aria-describedby");
  words.remove();
}

function show(field, text) {
  const id = `${field.id}_error`;
  const old = document.getElementById(id);
  if (old) {
    const words = old.querySelector("span");
    if (words.textContent !== text) words.textContent = text;
  } else {
    const made = document.getElementById("fault").content.firstElementChild.cloneNode(true);
    made.id = id;
    made.querySelector("span").textContent = text;
    slot(field)?.append(made);
  }
  field.setAttribute("aria-invalid", "true");
  const described = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)).add(id);
  field.setAttribute("aria-describedby", [...described].join(" "));
}

function tidyRows() {
  for (const row of form.querySelectorAll("tbody.line")) {
    const errors = row.querySelector(".errrow");
    errors.hidden = !errors.querySelector(".err");
    row.rows[0].classList.toggle("has-err", !errors.hidden);
  }
}

/** Put the server's faults at the fields that have been left; with `all` at every field. */
export function showFaults({ all = false } = {}) {
  const faults = new Map();
  for (const item of document.querySelectorAll("#faults li:not([data-warning])")) {
    if (!faults.has(item.dataset.field)) faults.set(item.dataset.field, item.textContent);
  }
  if (all) for (const id of faults.keys()) left.add(id);
  for (const field of form.querySelectorAll("[aria-invalid=true]")) if (!faults.has(field.id)) clear(field);
  for (const [id, text] of faults) {
    const field = document.getElementById(id);
    if (field && left.has(id) && field.matches("input, select, textarea")) show(field, text);
  }
  tidyRows();
}

/** Forget rows that are no longer there. */
export function clearFaultsOfGone() {
  for (const id of left) if (!document.getElementById(id)) left.delete(id);
}

/** Watch which fields have been left. */
export function startFaults(editor) {
  form = editor;
  for (const field of form.querySelectorAll("[aria-invalid=true]")) left.add(field.id);
  form.addEventListener("focusout", (event) => {
    const field = event.target;
    if (!field.id || !field.matches("input, select, textarea") || left.has(field.id)) return;
    left.add(field.id);
    showFaults();
  });
}
