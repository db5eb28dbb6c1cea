// The preview in a dialog: the page at the preview's own address, without its frame.

/** Load the preview into its dialog and open it. */
export async function openPreview(url) {
  const dialog = document.getElementById("preview-dialog");
  await window.htmx.ajax("GET", url, { target: "#preview-dialog", swap: "innerHTML" });
  if (!dialog.open) dialog.showModal();
}

// What is left to do is done in the form behind: its links close the dialog on their way.
document.getElementById("preview-dialog").addEventListener("click", (event) => {
  const link = event.target.closest("[data-close], a[data-jump]");
  if (!link) return;
  event.currentTarget.close();
  if (link.matches("[data-close]")) event.preventDefault();
});
