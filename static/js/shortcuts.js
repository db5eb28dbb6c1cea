// Single-letter keys: ? shows the list, N makes an invoice, G and a letter goes to a page. Off while typing, and for
// good when the user has turned them off (WCAG 2.1.4).
import { isTyping, keep, keyCaps, on } from "./page.js";

const WAITS = 1500;
let goUntil = 0;

/** Tell whether single letters are keys now. */
export function lettersAreKeys(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isTyping(event)) return false;
  return document.body.dataset.letterKeys !== "off" && !document.querySelector("dialog[open], [popover]:popover-open");
}

/** Name the pages that G leads to in the list of keys. */
const pattern = document.querySelector("[data-go-row]");
for (const link of document.querySelectorAll("[data-go]:not([data-go=n])")) {
  const row = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = pattern?.dataset.goRow.replace("%s", link.querySelector("span").textContent) ?? "";
  row.append(words, keyCaps("G", link.dataset.go));
  pattern?.before(row);
}

function go(key) {
  const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  if (link) link.click();
  return Boolean(link);
}

document.addEventListener("keydown", (event) => {
  if (!lettersAreKeys(event)) return;
  const key = event.key.toLowerCase();
  if (event.timeStamp < goUntil) {
    goUntil = 0;
    if (go(key)) event.preventDefault();
  } else if (key === "g") {
    goUntil = event.timeStamp + WAITS;
  } else if (key === "n") {
    if (go("n")) event.preventDefault();
  } else if (event.key === "?") {
    event.preventDefault();
    document.getElementById("shortcuts")?.showModal();
  }
});

const letterSwitch = document.querySelector("[data-letter-keys-switch]");
if (letterSwitch) letterSwitch.checked = document.body.dataset.letterKeys !== "off";
on("change", "[data-letter-keys-switch]", (_event, box) => {
  document.body.dataset.letterKeys = box.checked ? "" : "off";
  keep("letter_keys", box.checked ? "" : "off");
});
