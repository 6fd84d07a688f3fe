// The documents of a kit as a list of titles, each of which opens; the form works without, too.
const LIST = "[id$=documents-FORMS]";
const DOCUMENT = "[data-inline-panel-child]";
const TITLE = "[name^=documents-][name$=-title]";

function tellTitle(field) {
  const heading = field.closest(DOCUMENT).querySelector("[data-panel-heading-text]");
  let told = heading.querySelector("[data-document-title]");
  if (!told) {
    told = document.createElement("span");
    told.dataset.documentTitle = "";
    heading.append(told);
  }
  told.textContent = field.value ? ` – ${field.value}` : "";
}

// What is wrong, or new, stays open.
function closeWhatIsDone(part) {
  const isDone = part.querySelector(TITLE)?.value && !part.querySelector(".error-message");
  const toggle = part.querySelector("[data-panel-toggle]");
  if (isDone && toggle.getAttribute("aria-expanded") === "true") toggle.click();
}

// Wagtail makes its panels open and close once the page is read.
addEventListener("load", () => {
  const list = document.querySelector(LIST);
  for (const part of list.querySelectorAll(DOCUMENT)) {
    tellTitle(part.querySelector(TITLE));
    closeWhatIsDone(part);
  }
  list.addEventListener("input", ({ target }) => target.matches(TITLE) && tellTitle(target));
});
