/* Beside the editor of a questionnaire: names of lists are offered, and what still keeps it from being published is said while
   somebody writes. Asks the server what stands in the form now; nothing is saved by it. */
(() => {
  "use strict";
  const readiness = document.getElementById("readiness");
  const form = readiness && readiness.closest("form");
  if (!form) return;

  const words = readiness.dataset;
  const state = readiness.querySelector(".readiness__state");
  const lists = readiness.querySelector(".readiness__lists");
  const MOST = 15;
  let outline = { questions: [], lists: [], problems: [] };
  let timer = 0;
  let asking = null;

  const names = document.createElement("datalist");
  names.id = "design-lists";
  document.body.append(names);

  /** What stands in the form, asked of the server. Resolves with the last known outline where it cannot be had. */
  async function look() {
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const reply = await fetch(words.url, { method: "POST", body: new FormData(form), signal: asking.signal, redirect: "error" });
      if (!reply.ok) throw new Error(String(reply.status));
      outline = await reply.json();
      names.replaceChildren(...outline.lists.map((name) => Object.assign(document.createElement("option"), { value: name })));
      say(outline.problems);
    } catch (error) {
      if (error.name !== "AbortError") state.textContent = words.failed;
    }
    return outline;
  }

  function say(problems) {
    const translations = problems.filter((problem) => problem.kind === "missing_translation");
    const others = problems.filter((problem) => problem.kind !== "missing_translation");
    readiness.dataset.state = problems.length ? "open" : "ready";
    state.textContent = problems.length ? "" : words.ready;
    lists.replaceChildren(...[[words.others, others], [words.translations, translations]].filter(([, found]) => found.length).map(group));
  }

  function group([heading, problems]) {
    const part = document.createElement("details");
    part.open = problems.length <= MOST;
    const summary = document.createElement("summary");
    summary.textContent = `${heading}: ${problems.length}`;
    const list = document.createElement("ul");
    list.append(...problems.slice(0, MOST).map(line));
    if (problems.length > MOST) list.append(Object.assign(document.createElement("li"), { textContent: words.more.replace("{n}", problems.length - MOST) }));
    part.append(summary, list);
    return part;
  }

  function line(problem) {
    const item = document.createElement("li");
    const path = document.createElement("button");
    path.type = "button";
    path.className = "readiness__path";
    path.textContent = problem.place;
    path.addEventListener("click", () => show(problem.path));
    item.append(path, " ", problem.message);
    return item;
  }

  /** Opens and focuses the block whose code the path names. */
  function show(path) {
    const [kind, code] = path.split(".");
    const wanted = { questions: "code", sections: "code", option_sets: "name", lists: "name", competencies: "code" }[kind];
    const field = wanted
      ? [...form.querySelectorAll(`input[name$="-value-${wanted}"]`)].find((input) => input.value === code)
      : form.querySelector(`[name="${kind}_${code}"], [name="${kind}"]`);
    if (!field) return;
    const panel = field.closest('[role="tabpanel"]');
    if (panel && panel.hidden) document.querySelector(`[href="#${panel.id}"]`)?.click();
    for (let node = field.parentElement; node && node !== form; node = node.parentElement) {
      if (node.matches(".w-panel__content[hidden]")) {
        node.parentElement.querySelector(":scope > .w-panel__header [aria-controls]")?.click();
      }
    }
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  }

  form.addEventListener("focusin", ({ target }) => {
    if (target.matches?.("[data-list-name]")) target.setAttribute("list", names.id);
  });
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, 1500);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  addEventListener("load", () => setTimeout(look, 300));

  window.questionnaireOutline = look;
})();
