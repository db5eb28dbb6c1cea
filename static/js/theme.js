// Light or dark, kept in a cookie that the server reads, so that no page flashes in the wrong colours.
import { keep, on } from "./page.js";

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

on("submit", "[data-theme-form]", (event) => {
  event.preventDefault();
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  keep("theme", theme);
  for (const button of document.querySelectorAll("[data-theme-form] button")) button.value = theme === "dark" ? "light" : "dark";
});
