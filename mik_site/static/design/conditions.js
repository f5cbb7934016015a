/* Builds the condition of a question: which earlier question, compared how, with which answers. What it writes is the expression
   that can also be typed; it reads nothing back, so a typed condition is replaced, never half understood. */
(() => {
  "use strict";
  const readiness = document.getElementById("readiness");
  const form = readiness && readiness.closest("form");
  if (!form) return;

  const word = (name) => readiness.dataset[`word${name}`];
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const OPERATORS = {
    choice: ["In", "NotIn", "Answered", "NotAnswered"],
    ordered: ["In", "NotIn", "AtLeast", "AtMost", "Answered", "NotAnswered"],
    several: ["Has", "NotHas", "Answered", "NotAnswered"],
    number: ["AtLeast", "AtMost", "Answered", "NotAnswered"],
    text: ["Answered", "NotAnswered"],
  };
  const kindOf = (question) =>
    ({ choice: question.ordered ? "ordered" : "choice", register: "choice", choices: "several", registers: "several", ranking: "several",
       number: "number", period: "number" })[question.storage] || "text";
  const quoted = (value) => (/^[^\s"'=!<>()[\],]+$/.test(value) && !["and", "or", "not", "in", "has"].includes(value) ? value : `"${value}"`);

  function written(question, operator, values, number) {
    const chosen = values.map(quoted);
    switch (operator) {
      case "In": return chosen.length === 1 ? `${question.code} == ${chosen[0]}` : `${question.code} in [${chosen.join(", ")}]`;
      case "NotIn": return chosen.length === 1 ? `${question.code} != ${chosen[0]}` : `${question.code} not in [${chosen.join(", ")}]`;
      case "Has": return group(chosen.map((value) => `${question.code} has ${value}`), "or");
      case "NotHas": return `not ${group(chosen.map((value) => `${question.code} has ${value}`), "or", true)}`;
      case "AtLeast": return `${question.code} >= ${number}`;
      case "AtMost": return `${question.code} <= ${number}`;
      case "Answered": return `answered(${question.code})`;
      default: return `not answered(${question.code})`;
    }
  }
  const group = (parts, join, always) => (parts.length > 1 || always ? `(${parts.join(` ${join} `)})` : parts[0]);

  /** One comparison: its element, and what it says so far ("" while something is missing). */
  function row(questions, changed) {
    const which = make("select", { name: "question" }, ...questions.map((q) => make("option", { value: q.code, textContent: `${q.code} · ${q.label}`.slice(0, 90) })));
    const operator = make("select", { name: "operator" });
    const answer = make("div", { className: "condition__answer" });
    const remove = make("button", { type: "button", className: "button button-small button-secondary no", textContent: word("Remove") });
    const element = make("fieldset", { className: "condition__row" },
      make("label", {}, word("Question"), which), make("label", {}, word("Operator"), operator), answer, remove);
    const question = () => questions.find((q) => q.code === which.value);

    const ask = () => {
      const needsNumber = ["AtLeast", "AtMost"].includes(operator.value);
      const needsOptions = ["In", "NotIn", "Has", "NotHas"].includes(operator.value);
      if (needsNumber) {
        answer.replaceChildren(make("label", {}, word("Number"), make("input", { type: "text", inputMode: "decimal", name: "number" })));
      } else if (needsOptions && question().options.length) {
        answer.replaceChildren(make("div", { className: "condition__options", role: "group", ariaLabel: word("Answer") },
          ...question().options.map((option) => make("label", {}, make("input", { type: "checkbox", value: option.code }), ` ${option.label || option.code}`))));
      } else if (needsOptions) {
        answer.replaceChildren(make("label", {}, word("Answer"), make("input", { type: "text", name: "value" })));
      } else answer.replaceChildren();
      changed();
    };
    const choose = () => {
      operator.replaceChildren(...OPERATORS[kindOf(question())].map((name) => make("option", { value: name, textContent: word(name) })));
      ask();
    };
    which.addEventListener("change", choose);
    operator.addEventListener("change", ask);
    answer.addEventListener("input", changed);
    remove.addEventListener("click", () => { element.remove(); changed(); });
    choose();

    element.says = () => {
      const typed = answer.querySelector("input[name=value]");
      const values = typed ? [typed.value.trim()].filter(Boolean) : [...answer.querySelectorAll("input:checked")].map((box) => box.value);
      const number = answer.querySelector("input[name=number]")?.value.trim().replace(",", ".") || "";
      if (["In", "NotIn", "Has", "NotHas"].includes(operator.value) && !values.length) return "";
      if (["AtLeast", "AtMost"].includes(operator.value) && !/^-?\d+(\.\d+)?(-\d\d)?$/.test(number)) return "";
      return written(question(), operator.value, values, number);
    };
    return element;
  }

  /** Questions that stand before the one whose condition is built: a condition looks back only. */
  function before(questions, field) {
    const own = field.closest('[data-contentpath="questions"] > * > [data-streamfield-child], [data-streamfield-child]');
    const code = field.name.replace(/-(columns-\d+-value-)?show_if$/, "-code");
    const mine = form.elements[code]?.value;
    const at = questions.findIndex((q) => q.question === mine);
    return !own || at < 0 ? questions : questions.slice(0, at);
  }

  async function open(field) {
    const outline = await window.questionnaireOutline();
    const questions = before(outline.questions, field).filter((q) => !q.code.endsWith(".other"));
    const dialog = make("dialog", { className: "condition" });
    const rows = make("div", { className: "condition__rows" });
    const join = make("select", {}, make("option", { value: "and", textContent: word("And") }), make("option", { value: "or", textContent: word("Or") }));
    const preview = make("output", { className: "condition__says" });
    const use = make("button", { type: "button", className: "button", textContent: word("Use") });
    const says = () => {
      const parts = [...rows.children].map((part) => part.says?.() ?? "");
      return parts.every(Boolean) ? (parts.length > 1 ? parts.join(` ${join.value} `) : parts[0] || "") : null;
    };
    const changed = () => {
      const now = says();
      preview.textContent = now === "" ? word("Empty") : now ?? "…";
      use.disabled = now === null;
      joined.hidden = rows.children.length < 2;
    };
    const joined = make("label", { className: "condition__join" }, word("Join"), join);
    const add = make("button", { type: "button", className: "button button-small button-secondary", textContent: word("Add") });
    add.addEventListener("click", () => { rows.append(row(questions, changed)); changed(); });
    join.addEventListener("change", changed);
    const cancel = make("button", { type: "button", className: "button button-secondary", textContent: word("Cancel") });
    cancel.addEventListener("click", () => dialog.close());
    use.addEventListener("click", () => {
      field.value = says();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      dialog.close();
    });
    dialog.addEventListener("close", () => { dialog.remove(); field.focus(); });
    const title = make("h2", { id: "condition-title", textContent: word("Title") });
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.append(title, ...(questions.length ? [rows, joined, add] : [make("p", { textContent: word("None") })]), preview,
      make("div", { className: "condition__buttons" }, use, cancel));
    document.body.append(dialog);
    if (questions.length) rows.append(row(questions, changed));
    changed();
    dialog.showModal();
  }

  /* A button beside every condition, also of blocks added later. */
  const dress = () => {
    for (const field of form.querySelectorAll("input[data-condition]:not([data-dressed])")) {
      field.dataset.dressed = "";
      const button = make("button", { type: "button", className: "button button-small button-secondary condition-open", textContent: word("Builder") });
      button.addEventListener("click", () => open(field));
      field.after(button);
    }
  };
  new MutationObserver(dress).observe(form, { childList: true, subtree: true });
  dress();
})();
