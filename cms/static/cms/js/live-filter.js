// The form beside a list shows its results as soon as a choice changes; works without, too.
const form = document.querySelector("form.filters");
const live = () => [...document.querySelectorAll("[data-live]")];
const address = () => location.pathname + location.search;
let shown = address();
let request;

async function show(url, isBack) {
  request?.abort();
  request = new AbortController();
  for (const part of live()) part.ariaBusy = "true";
  try {
    const response = await fetch(url, request);
    if (!response.ok) throw response;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const take = (element, selector) =>
      element.replaceChildren(...page.querySelector(selector).childNodes);
    const focused = document.activeElement.id;
    const isTaken = (part) => isBack && form.contains(part);
    if (isBack) take(form, "form.filters");
    else history.pushState(null, "", url);
    for (const part of live()) if (!isTaken(part)) take(part, `#${part.id}`);
    if (focused) document.getElementById(focused)?.focus();
    document.title = page.title;
    shown = address();
    for (const part of live()) part.ariaBusy = null;
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
