// The column picker: order by drag, by the two buttons and by Alt+arrows. The form sends the order; script only moves rows.
import { announce, on } from "./page.js";

function say(row) {
  const place = [...row.parentElement.children].indexOf(row) + 1;
  announce(`${row.textContent.trim()} ${place}/${row.parentElement.children.length}`);
}

function shift(row, by) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  const held = document.activeElement;
  if (by < 0) other.before(row);
  else other.after(row);
  held?.focus();
  say(row);
}

on("click", "[data-column] [data-up]", (_event, button) => shift(button.closest("[data-column]"), -1));
on("click", "[data-column] [data-down]", (_event, button) => shift(button.closest("[data-column]"), 1));
on("keydown", "[data-column]", (event, row) => {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  event.stopPropagation();
  shift(row, event.key === "ArrowUp" ? -1 : 1);
}, true);

let dragged = null;
on("pointerdown", "[data-column]", (event, row) => {
  if (event.target.closest("input, button") || event.button !== 0) return;
  dragged = row;
});
document.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  dragged.classList.add("drag");
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-column]");
  if (!over || over === dragged || over.parentElement !== dragged.parentElement) return;
  const box = over.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over.before(dragged);
  else over.after(dragged);
});
document.addEventListener("pointerup", () => {
  if (!dragged) return;
  if (dragged.classList.contains("drag")) {
    // The press began on the label: without this it would also tick the box.
    dragged.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
    say(dragged);
  }
  dragged.classList.remove("drag");
  dragged = null;
});
