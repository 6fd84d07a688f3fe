// Tells the next dates of an event while its schedules are typed; the form works without, too.
const PAUSE = 400; // milliseconds without a key
const section = document.querySelector("[data-forthcoming]");
const form = section.closest("form");
const status = section.querySelector("[role=status]");
const shown = section.querySelector("[data-shown]");
let waiting;
let request;
let asked = "";

// Only the schedules, and the token that shows that the form is the site's own.
function question() {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("schedules-") || name === "csrfmiddlewaretoken") fields.append(name, value);
  }
  return fields;
}

async function tell() {
  const body = question();
  if (body.toString() === asked) return;
  asked = body.toString();
  request?.abort();
  request = new AbortController();
  try {
    const response = await fetch(section.dataset.forthcoming, {
      method: "POST",
      body,
      signal: request.signal,
    });
    if (!response.ok) throw response;
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    shown.replaceChildren(...answer.body.childNodes);
    say(shown.querySelector("[data-said]")?.innerText ?? "");
  } catch (error) {
    if (error.name === "AbortError") return;
    asked = "";
    shown.textContent = section.dataset.failed;
    say(section.dataset.failed);
  }
}

// A screen reader hears the sentences, and only when they change; the list is there to be read.
function say(text) {
  const words = text.replace(/\s+/g, " ").trim();
  if (status.textContent !== words) status.textContent = words;
}

function tellSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(tell, PAUSE);
}

section.hidden = false;
form.addEventListener("input", tellSoon);
form.addEventListener("change", tellSoon);
// A schedule that is added, removed or moved fires no event of its own.
new MutationObserver(tellSoon).observe(document.getElementById("id_schedules-FORMS"), {
  attributeFilter: ["value", "style", "class", "hidden"],
  childList: true,
  subtree: true,
});
tell();
