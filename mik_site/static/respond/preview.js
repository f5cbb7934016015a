/* A preview answers to what is chosen: it hides what would not be asked (routing.js) and fills in words taken from answers.
   Answers are read off the form as the questions' own `parse` reads them; what is wrong counts as no answer. */
(() => {
  "use strict";
  const form = document.getElementById("page");
  const { fields, slots, ...routing } = JSON.parse(document.getElementById("routing-data").textContent);
  const everything = document.getElementById("preview-all");
  const status = document.getElementById("preview-count");
  const within = (value, low, high) => low <= value && value <= high;

  const READ = {
    choice: (data, code) => data.get(code),
    register: (data, code) => data.get(code),
    choices: (data, code) => data.getAll(code),
    registers: (data, code) => data.getAll(code),
    text: (data, code, { beside, written }) =>
      (!beside || data.getAll(beside).some((value) => written.includes(value))) && (data.get(code) || "").trim(),
    number(data, code, { low, high, decimals }) {
      const given = (data.get(code) || "").trim().replace(",", ".");
      if (!/^[+-]?\d{1,18}(\.\d{1,12})?$/.test(given) || !within(Number(given), low, high)) return null;
      const places = (given.split(".")[1] || "").replace(/0+$/, "").length;
      return places > decimals ? null : given;
    },
    ranking(data, code, { places }) {
      const given = Array.from({ length: places }, (_, place) => data.get(`${code}.${place + 1}`));
      return [...new Set(given.filter(Boolean))];
    },
    period(data, code, { earliest, latest }) {
      const [year, month] = [data.get(`${code}.year`), data.get(`${code}.month`)];
      const given = (data.get(code) || (year || month ? `${year}-${String(month).padStart(2, "0")}` : "")).trim();
      return /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(given) && given.length === earliest.length && within(given, earliest, latest) ? given : null;
    },
  };

  function answers() {
    const data = new FormData(form);
    return Object.fromEntries(Object.entries(fields).map(([code, field]) => {
      const value = READ[field.storage](data, code, field);
      return [code, value && value.length ? value : null];
    }));
  }

  const controls = (code) => form.querySelectorAll(`[name="${CSS.escape(code)}"]`);

  function label(code) {
    const words = [...controls(code)].flatMap((control) => {
      if (control.type === "radio" || control.type === "checkbox") return control.checked ? [control.closest("label").querySelector("span").textContent] : [];
      if (control.tagName === "SELECT") return [...control.selectedOptions].filter((option) => option.value).map((option) => option.text);
      return control.value.trim() ? [control.value.trim()] : [];
    });
    return words.join(", ") || "…";
  }

  /* Facets and rows of a matrix come and go one by one; its grid needs to know how many scales stand side by side. */
  function fit(question, asked) {
    const groups = [...question.querySelectorAll(".facet")];
    if (!groups.length) return;
    const facetOf = (group) => (group.getAttribute("aria-labelledby").split(" ")[1] || "");
    const open = new Set();
    for (const group of groups) {
      const isAsked = asked.has(group.querySelector("[name]").name);
      group.toggleAttribute("data-hidden", !isAsked);
      if (isAsked) open.add(facetOf(group));
    }
    for (const row of question.querySelectorAll(".row")) row.toggleAttribute("data-hidden", !row.querySelector(".facet:not([data-hidden])"));
    for (const head of question.querySelectorAll(".head__facet")) {
      const name = head.querySelector("b");
      head.toggleAttribute("data-hidden", !open.has(name ? name.id : ""));
    }
    const all = new Set(groups.map(facetOf)).size;
    question.querySelector(".matrix").dataset.facets = everything.firstElementChild.checked ? all : open.size || all;
  }

  function refresh() {
    const { asked, shown, after } = globalThis.routing.walk(routing, answers(), slots);
    const codes = new Set(asked);
    const onScreen = new Set([...shown, ...after]);
    for (const question of form.querySelectorAll("[data-question]")) {
      question.toggleAttribute("data-hidden", !onScreen.has(question.dataset.question));
      fit(question, codes);
    }
    const pages = [...form.querySelectorAll("[data-page]")];
    for (const page of form.querySelectorAll(".preview-page")) page.toggleAttribute("data-hidden", !page.querySelector("[data-question]:not([data-hidden])"));
    for (const pipe of form.querySelectorAll("[data-pipe]")) pipe.textContent = codes.has(pipe.dataset.pipe) ? label(pipe.dataset.pipe) : "…";
    document.body.toggleAttribute("data-all", everything.firstElementChild.checked);
    const questions = [...new Set(routing.steps.map(([question]) => question))];
    const numbers = {
      asked: shown.length, all: questions.length,
      pages: pages.filter((page) => !page.hasAttribute("data-hidden")).length, all_pages: pages.length,
    };
    status.textContent = status.dataset.words.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const clear = event.target.closest("[name=_clear]");
    if (!clear) return;
    event.preventDefault();
    for (const control of controls(clear.value)) control.checked = false;
    refresh();
  });
  form.addEventListener("input", refresh);
  form.addEventListener("change", refresh);
  everything.addEventListener("change", refresh);
  everything.hidden = false;
  refresh();
})();
