// Entry of every page. Each module listens on the document, so that swapped-in parts work without being wired again;
// what must change elements themselves does so on load and after each swap.
import "./requests.js";
import "./theme.js";
import "./languages.js";
import "./dialogs.js";
import "./menus.js";
import "./toasts.js";
import "./palette.js";
import "./shortcuts.js";
import "./drawer.js";
import "./forms.js";
import "./tables.js";
import "./columns.js";
import "./offline.js";
import { upgradeComboboxes } from "./combobox.js";
import { upgradeDates } from "./dates.js";
import { whenLoaded } from "./page.js";

whenLoaded(upgradeDates);
whenLoaded(upgradeComboboxes);
