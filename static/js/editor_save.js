// Saving: the whole form is posted 150 ms after the last key, one request at a time and in order. A request is never
// cut off, because the server may have saved it already and this window would then be told of a conflict with itself.
import { toast } from "./toasts.js";

const WAITS = 150;
const RETRIES = 5000;

let form;
let timer;
let line = Promise.resolve();
let waiting = 0;
let dirty = false;
let leaving = false;
let saysUnsaved = false;

/** Tell whether all that was typed has been saved. */
export function settled() {
  return leaving || (!dirty && waiting === 0);
}

/** Save after a pause; called again, the pause starts anew. */
export function schedule(wait = WAITS) {
  dirty = true;
  clearTimeout(timer);
  // While one save is under way the next one waits for its answer, and takes all that was typed meanwhile.
  timer = setTimeout(() => (waiting ? line.finally(() => dirty && schedule(0)) : post("save")), wait);
}

/** Post the form with a verb, after the requests before it; resolves when the answer is in the page. */
export function post(verb, { files = null } = {}) {
  clearTimeout(timer);
  waiting += 1;
  line = line.then(() => send(verb, files)).catch(() => {}).finally(() => { waiting -= 1; });
  return line;
}

async function send(verb, files) {
  const turn = form.elements.namedItem("turn");
  turn.value = String(Number(turn.value || 0) + 1);
  dirty = false;
  const answer = new Promise((resolve) => {
    form.addEventListener("htmx:afterRequest", (event) => resolve(event.detail), { once: true });
  });
  const values = { do: verb };
  if (files) form.setAttribute("hx-encoding", "multipart/form-data");
  try {
    window.htmx.ajax("POST", location.pathname, { source: form, swap: "none", values });
    const detail = await answer;
    if (leaving) return;
    if (detail.xhr?.getResponseHeader("X-Draft")) saysUnsaved = false;
    else fail(detail.xhr?.status ? form.dataset.refused : form.dataset.unsaved);
  } finally {
    if (files) {
      form.removeAttribute("hx-encoding");
      files.value = "";
    }
  }
}

/** The answer was none of the editor's: keep everything, say so once, try again. */
function fail(text) {
  dirty = true;
  const saved = document.getElementById("saved");
  if (saved) {
    saved.dataset.saved = "no";
    saved.classList.add("bad");
    const words = saved.querySelector("span");
    if (words) words.textContent = text;
  }
  if (!saysUnsaved) toast({ text, tone: "bad" });
  saysUnsaved = true;
  clearTimeout(timer);
  timer = setTimeout(() => post("save"), RETRIES);
}

/** Watch the form for typing, and the page for being left too early. */
export function startSaving(editor) {
  form = editor;
  form.addEventListener("input", (event) => {
    if (event.target.matches("[role=combobox], [type=file], #row-details")) return;
    schedule();
  });
  // 409 carries the banner about the other window; it is an answer like the others.
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  // An answer that leads to another page has saved before: nothing to warn of.
  form.addEventListener("htmx:beforeOnLoad", (event) => {
    leaving ||= event.detail.xhr.getResponseHeader("HX-Redirect") !== null;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!settled()) event.preventDefault();
  });
}
