/* A ranking without drop-downs: options are pressed in the order of choice, then moved up, down or out. The drop-downs stay
   in the form, unseen, and hold the answer, so that saving, restoring and sending know nothing of this. */
(() => {
  "use strict";
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  function enliven(places) {
    const words = places.dataset;
    const selects = [...places.querySelectorAll("select")];
    const options = new Map([...selects[0].options].filter((option) => option.value).map((option) => [option.value, option.text]));
    const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const anchor = selects[0].id; // messages about this question lead here
    selects[0].removeAttribute("id");

    const list = make("ol", { class: "ranked", "aria-label": words.ranked });
    const heading = make("p", { class: "unranked__title", id: `u-${anchor}` }, words.left);
    const rest = make("div", { class: "unranked", role: "group", "aria-labelledby": heading.id });
    const status = make("p", { class: "unseen", role: "status" });
    let ranked = [...new Set(selects.map((select) => select.value).filter(Boolean))].slice(0, selects.length);

    const button = (action, code, sign, text) =>
      make("button", { type: "button", "data-action": action, "data-code": code, ...(text ? { "aria-label": text } : {}) }, sign);

    function draw() {
      list.replaceChildren(...ranked.map((code, place) => {
        const option = options.get(code);
        const moves = [
          button("up", code, "↑", say(words.up, { option })),
          button("down", code, "↓", say(words.down, { option })),
          button("out", code, "×", say(words.out, { option })),
        ];
        if (place === 0) moves[0].setAttribute("aria-disabled", "true");
        if (place === ranked.length - 1) moves[1].setAttribute("aria-disabled", "true");
        return make("li", {}, make("b", { "aria-hidden": "true" }, String(place + 1)), make("span", {}, option), make("div", {}, ...moves));
      }));
      const left = [...options].filter(([code]) => !ranked.includes(code));
      const full = ranked.length === selects.length;
      rest.replaceChildren(...left.map(([code, option]) => {
        const add = button("add", code, option);
        if (full) add.setAttribute("aria-disabled", "true");
        return add;
      }));
      list.hidden = !ranked.length;
      rest.hidden = heading.hidden = !left.length;
      (rest.querySelector("button:not([aria-disabled])") || list.querySelector("button")).id = anchor;
    }

    function store() {
      selects.forEach((select, place) => { select.value = ranked[place] || ""; });
      for (const type of ["input", "change"]) selects[0].dispatchEvent(new Event(type, { bubbles: true }));
    }

    const focus = (action, code) => {
      const found = list.querySelector(`[data-action="${action}"][data-code="${CSS.escape(code)}"]`)
        || rest.querySelector(`[data-code="${CSS.escape(code)}"]`) || list.querySelector("button");
      found.focus();
    };

    function act({ target }) {
      const pressed = target.closest("button[data-action]");
      if (!pressed || pressed.getAttribute("aria-disabled")) return;
      const { action, code } = pressed.dataset;
      const at = ranked.indexOf(code);
      const next = rest.querySelector(`[data-code="${CSS.escape(code)}"] ~ button`) || rest.querySelector("button");
      if (action === "add") ranked.push(code);
      if (action === "out") ranked.splice(at, 1);
      if (action === "up") ranked.splice(at - 1, 2, code, ranked[at - 1]);
      if (action === "down") ranked.splice(at, 2, ranked[at + 1], code);
      draw();
      store();
      const place = ranked.indexOf(code) + 1;
      status.textContent = say(place ? words.moved : words.gone, { option: options.get(code), place });
      if (action === "add" && ranked.length < selects.length && next && next.dataset.code !== code) focus("add", next.dataset.code);
      else focus(action === "add" ? "up" : action, code);
    }

    for (const area of [list, rest]) area.addEventListener("click", act);
    places.hidden = true;
    places.after(list, heading, rest, status);
    draw();
    const shown = ranked.join();
    if (selects.map((select) => select.value).filter(Boolean).join() !== shown) store(); // twice or with a gap, as it was typed without a script
  }

  for (const places of document.querySelectorAll("[data-ranking]")) enliven(places);
})();
