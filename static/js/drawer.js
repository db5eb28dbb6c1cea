// The left bar: a drawer on narrow screens (its fragment opens it without script), foldable to icons on wide ones.
import { keep, on } from "./page.js";

const root = document.documentElement;
const wide = matchMedia("(min-width: 761px)");

function close() {
  if (root.dataset.drawer !== "open") return;
  delete root.dataset.drawer;
  document.querySelector(".app > .main").inert = false;
  document.querySelector("[data-drawer-open]")?.focus();
}

on("click", "[data-drawer-open]", (event) => {
  event.preventDefault();
  root.dataset.drawer = "open";
  document.querySelector(".app > .main").inert = true;
  document.querySelector(".side [data-drawer-close]")?.focus();
});
on("click", "[data-drawer-close]", (event) => {
  event.preventDefault();
  close();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || root.dataset.drawer !== "open") return;
  event.preventDefault();
  close();
});
wide.addEventListener("change", close);

on("click", "[data-fold]", () => {
  const narrow = root.dataset.side !== "narrow";
  if (narrow) root.dataset.side = "narrow";
  else delete root.dataset.side;
  keep("sidebar", narrow ? "narrow" : "");
});
