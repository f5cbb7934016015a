/* Long lists are searched as one types: ışık finds IŞIK and Isik. One answer becomes a combobox over the drop-down, which stays in
   the form, unseen, and holds the answer; several answers keep their boxes, and a field above them hides what does not match.
   The pattern is that of the ARIA Authoring Practices: editable combobox with list autocomplete. */
(() => {
  "use strict";
  const fold = (text) => text.normalize("NFC").replace(/I/g, "ı").replace(/İ/g, "i").toLowerCase()
    .normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/ı/g, "i").replace(/\s+/g, " ").trim();
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  /* 0 begins with it, 1 a word begins with it, 2 it stands within; -1 not at all. Several words may stand anywhere. */
  function rank(text, wanted) {
    if (!wanted) return 0;
    const at = text.indexOf(wanted);
    if (at === 0) return 0;
    if (at > 0) return /[^\p{L}\p{N}]/u.test(text[at - 1]) ? 1 : 2;
    return wanted.split(" ").every((word) => text.includes(word)) ? 2 : -1;
  }

  function combobox(select) {
    const words = select.dataset;
    const id = select.id;
    const list = make("div", { id: `o-${id}`, role: "listbox", class: "search__list", hidden: "" });
    const field = make("input", {
      class: "field", type: "text", id, role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: words.hint,
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    });
    for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) field.setAttribute(name, select.getAttribute(name));
    if (select.required) field.setAttribute("aria-required", "true");
    const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
    if (label) list.setAttribute("aria-label", label.textContent);
    const clear = make("button", { type: "button", class: "search__clear", "aria-label": words.clear, hidden: "" }, "×");
    const status = make("p", { role: "status" });
    const say = (text, seen) => {
      status.className = seen ? "search__status" : "unseen"; // the list itself shows how many there are
      status.textContent = text;
    };

    const entries = [];
    const groups = [];
    const entry = (option, group) => {
      const item = make("div", { role: "option", id: `${list.id}-${entries.length}` }, option.text);
      entries.push({ option, item, group, text: fold(option.text), within: group ? fold(group.label) : "" });
      return item;
    };
    for (const child of select.children) {
      if (child.tagName === "OPTGROUP") {
        const heading = make("div", { id: `${list.id}-g${groups.length}`, class: "search__group", role: "presentation" }, child.label);
        const group = { label: child.label, element: make("div", { role: "group", "aria-labelledby": heading.id }, heading) };
        groups.push(group);
        group.element.append(...[...child.children].map((option) => entry(option, group)));
        list.append(group.element);
      } else if (child.value) list.append(entry(child, null));
    }

    let shown = [];
    let active = null;
    const chosen = () => (select.value ? entries.find(({ option }) => option.selected) : null);
    const written = () => (chosen() ? chosen().option.text : "");

    function mark(next) {
      if (active) active.item.removeAttribute("aria-selected");
      active = next;
      if (!active) return field.removeAttribute("aria-activedescendant");
      active.item.setAttribute("aria-selected", "true");
      active.item.scrollIntoView({ block: "nearest" });
      return field.setAttribute("aria-activedescendant", active.item.id);
    }

    function filter(text) {
      const wanted = fold(text);
      const found = entries.map((each) => {
        const place = rank(each.text, wanted);
        return { each, place: place < 0 && each.group && rank(`${each.within} ${each.text}`, wanted) >= 0 ? 2 : place };
      });
      for (const { each, place } of found) each.item.hidden = place < 0;
      const kept = found.filter(({ place }) => place >= 0);
      if (!groups.length) {
        kept.sort((a, b) => a.place - b.place);
        list.append(...kept.map(({ each }) => each.item));
      }
      for (const group of groups) group.element.hidden = !group.element.querySelector('[role="option"]:not([hidden])');
      shown = kept.map(({ each }) => each);
    }

    function open(text) {
      filter(text);
      list.hidden = !shown.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      say(shown.length ? words.found.replace("{count}", shown.length) : words.none, !shown.length);
      mark(text ? shown[0] || null : chosen());
    }

    function close() {
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      say("", false);
      mark(null);
    }

    function choose(value) {
      const changed = select.value !== value;
      select.value = value;
      field.value = written();
      clear.hidden = !select.value;
      close();
      if (changed) for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
    }

    /* Leaving the field keeps what is meant beyond doubt, and otherwise what was chosen before. */
    function settle() {
      const text = field.value;
      if (fold(text) === fold(written())) { field.value = written(); return close(); }
      if (!text.trim()) return choose("");
      filter(text);
      const same = shown.filter((each) => each.text === fold(text));
      const begun = shown.filter((each) => each.text.startsWith(fold(text)));
      const meant = [same, begun, shown].find((each) => each.length) || [];
      if (meant.length === 1) return choose(meant[0].option.value);
      field.value = written();
      close();
      return say(words.unknown.replace("{text}", text), true);
    }

    const step = (by) => {
      const at = shown.indexOf(active);
      mark(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length] || null);
    };
    const KEYS = {
      ArrowDown: () => (list.hidden ? open("") : step(1)),
      ArrowUp: () => (list.hidden ? open("") : step(-1)),
      Enter: () => (!list.hidden && active ? choose(active.option.value) : list.hidden && field.value === written() ? false : settle()),
      Escape: () => { if (list.hidden) { field.value = written(); return false; } close(); field.value = written(); return true; },
    };
    field.addEventListener("keydown", (event) => {
      const act = event.altKey || event.ctrlKey || event.metaKey ? null : KEYS[event.key];
      if (act && act() !== false) event.preventDefault();
    });
    field.addEventListener("input", (event) => {
      event.stopPropagation(); // nothing was answered yet
      open(field.value);
    });
    field.addEventListener("click", () => { if (list.hidden) { field.select(); open(""); } });
    field.addEventListener("blur", settle);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", ({ target }) => {
      const item = target.closest('[role="option"]');
      if (item) choose(entries.find((each) => each.item === item).option.value);
    });
    clear.addEventListener("click", () => { choose(""); field.focus(); });

    select.removeAttribute("id");
    select.hidden = true;
    select.before(make("div", { class: "search" }, field, clear, list), status);
    field.value = written();
    clear.hidden = !select.value;
  }

  function boxes(area) {
    const words = area.dataset;
    const field = make("input", { class: "field", type: "search", placeholder: words.hint, "aria-label": words.field, autocomplete: "off", spellcheck: "false" });
    const status = make("p", { class: "search__status", role: "status" });
    const picked = make("p", { class: "search__chosen", "aria-live": "polite" });
    const entries = [...area.querySelectorAll(".card")].map((card) => ({ card, text: fold(card.textContent), group: card.closest("details") }));
    const groups = [...area.querySelectorAll("details")].map((details) => ({ details, text: fold(details.firstElementChild.textContent), open: details.open }));

    function filter() {
      const wanted = fold(field.value);
      const named = new Set(groups.length > 1 ? groups.filter(({ text }) => wanted && rank(text, wanted) >= 0).map(({ details }) => details) : []);
      let count = 0;
      for (const { card, text, group } of entries) {
        card.hidden = rank(text, wanted) < 0 && !named.has(group);
        count += !card.hidden;
      }
      for (const group of groups) {
        group.details.hidden = !group.details.querySelector(".card:not([hidden])");
        group.details.open = wanted ? !group.details.hidden : group.open;
      }
      status.textContent = !wanted ? "" : count ? words.found.replace("{count}", count) : words.none;
    }
    function tell() {
      const labels = entries.filter(({ card }) => card.querySelector("input").checked).map(({ card }) => card.textContent.trim());
      picked.textContent = labels.length ? words.chosen.replace("{options}", labels.join(", ")) : "";
    }
    field.addEventListener("input", (event) => { event.stopPropagation(); filter(); });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it searches already; it does not leave the page
      if (event.key === "Escape" && field.value) { event.preventDefault(); field.value = ""; filter(); }
    });
    for (const group of groups) group.details.addEventListener("toggle", () => { if (!field.value) group.open = group.details.open; });
    area.addEventListener("change", tell);
    area.prepend(field, status, picked);
    tell();
  }

  for (const select of document.querySelectorAll("select[data-search]")) combobox(select);
  for (const area of document.querySelectorAll("div[data-search]")) boxes(area);
})();
