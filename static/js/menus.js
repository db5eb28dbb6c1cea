// Menus are popovers, which open, close and hand back focus by themselves. Added here: arrow keys, closing after a
// choice, filtering the company list, and a place on the screen where the browser cannot anchor them.
import { on } from "./page.js";

const anchored = CSS.supports("position-area: bottom");

function rows(menu) {
  return [...menu.querySelectorAll("a[href], button:not(:disabled), input:not([type=hidden]), select")].filter((row) => row.offsetParent !== null);
}

function place(menu) {
  const button = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
  if (!button) return;
  const box = button.getBoundingClientRect();
  const left = menu.classList.contains("start") ? box.left : box.right - menu.offsetWidth;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - menu.offsetWidth - 8))}px`;
  const below = box.bottom + menu.offsetHeight < innerHeight;
  menu.style.top = `${below ? box.bottom : Math.max(8, box.top - menu.offsetHeight - 8)}px`;
}

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (!(menu instanceof HTMLElement) || !menu.matches(".menu[popover]") || event.newState !== "open") return;
    if (!anchored) place(menu);
    menu.querySelector("[data-filter-list]")?.focus();
  },
  true,
);

on("keydown", "[popovertarget]", (event, button) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const menu = document.getElementById(button.getAttribute("popovertarget"));
  if (!menu?.matches(".menu")) return;
  event.preventDefault();
  if (!menu.matches(":popover-open")) menu.showPopover({ source: button });
  rows(menu).at(event.key === "ArrowDown" ? 0 : -1)?.focus();
});

on("keydown", ".menu", (event, menu) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  const all = rows(menu);
  const at = all.indexOf(document.activeElement);
  if (event.key in steps && !document.activeElement.matches("select")) {
    event.preventDefault();
    all[(at + steps[event.key] + all.length) % all.length]?.focus();
  } else if ((event.key === "Home" || event.key === "End") && !document.activeElement.matches("input[type=search], input[type=text]")) {
    event.preventDefault();
    all.at(event.key === "Home" ? 0 : -1)?.focus();
  }
});

on("click", ".menu .mi", (_event, row) => row.closest("[popover]")?.hidePopover());

on("input", "[data-filter-list]", (_event, input) => {
  const wanted = input.value.trim().toLowerCase();
  for (const row of input.closest(".menu").querySelectorAll("li")) row.hidden = !row.textContent.toLowerCase().includes(wanted);
});
on("keydown", "[data-filter-list]", (event, input) => {
  if (event.key === "Enter") input.closest(".menu").querySelector("li:not([hidden]) a")?.click();
});
