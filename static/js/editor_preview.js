// The preview in a dialog: the page at the preview's own address, without its frame.

/** Load the preview into its dialog and open it. */
export async function openPreview(url) {
  const dialog = document.getElementById("preview-dialog");
  await window.htmx.ajax("GET", url, { target: "#preview-dialog", swap: "innerHTML" });
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#preview-dialog [data-close]");
  if (!button) return;
  event.preventDefault();
  document.getElementById("preview-dialog").close();
});
