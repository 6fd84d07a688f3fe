// A form[data-live] shows its results as soon as a choice changes.
const form = document.querySelector("form[data-live]");
const results = document.querySelector("#results");
const status = document.querySelector("[role=status]");
const address = () => location.pathname + location.search;
let shown = address();
let request;

async function show(url, isBack) {
  request?.abort();
  request = new AbortController();
  results.ariaBusy = "true";
  try {
    const response = await fetch(url, request);
    if (!response.ok) throw response;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = (selector) => page.querySelector(selector).childNodes;
    const focused = document.activeElement.id;
    results.replaceChildren(...fresh("#results"));
    if (isBack) form.replaceChildren(...fresh("form[data-live]"));
    else history.pushState(null, "", url);
    if (focused) document.getElementById(focused)?.focus();
    status.replaceChildren(...fresh("[role=status]"));
    document.title = page.title;
    shown = address();
    results.ariaBusy = null;
  } catch (error) {
    if (error.name !== "AbortError") location = url;
  }
}

function showChoice() {
  const filled = [...new FormData(form)].filter(([, value]) => value);
  show(`${form.action.split("?")[0]}?${new URLSearchParams(filled)}`);
}

form.addEventListener("change", showChoice);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.matches(":popover-open")) form.hidePopover();
  showChoice();
});
addEventListener("popstate", () => address() === shown || show(address(), true));
