/* Which questions are asked, decided in the browser as the server decides it (surveys/definition/compiled.py, Compiled._walk).
   The server has the last word; this only shows beforehand what it will say, so the two are tested against each other.

   `routing` is Compiled.as_json():
     conditions   trees: ["in", code, [values]], ["has", code, value], ["first", code, [values]], ["answered", code],
                  ["<" "<=" ">" ">=" "==", code, number or period], ["not", x], ["and", x, y], ["or", x, y]
     steps        [question, [variables], [places in conditions], by slot], in the order of asking
     after        [question, place in conditions or null] of the part asked after sending
   `answers` are those of the server: an option's code, a list of codes, a number or "2024-05" as text; absent or null is no answer. */
"use strict";
globalThis.routing = (() => {
  const own = (answers, code) => (Object.hasOwn(answers, code) ? answers[code] : null);
  const NUMBER = /^[+-]?\d+(\.\d+)?$/;
  const ORDER = {
    "<": (a, b) => a < b,
    "<=": (a, b) => a <= b,
    ">": (a, b) => a > b,
    ">=": (a, b) => a >= b,
    "==": (a, b) => a === b,
  };

  function holds(node, answers) {
    const [what, first, second] = node;
    switch (what) {
      case "and": return holds(first, answers) && holds(second, answers);
      case "or": return holds(first, answers) || holds(second, answers);
      case "not": return !holds(first, answers);
    }
    const value = own(answers, first);
    switch (what) {
      case "answered": return value !== null;
      case "in": return second.includes(value);
      case "has": return Array.isArray(value) && value.includes(second);
      case "first": return Array.isArray(value) && second.includes(value[0]);
    }
    if (typeof value !== "string") return false;
    if (typeof second === "string") return ORDER[what](value, second); // periods of one precision compare as they are written
    return NUMBER.test(value) && ORDER[what](Number(value), second);
  }

  /* Answers to questions that are hidden decide nothing: only what was asked so far is looked at. */
  function walk(routing, answers, slots = []) {
    const held = new Map();
    const met = (place) => {
      if (!held.has(place)) held.set(place, holds(routing.conditions[place], visible));
      return held.get(place);
    };
    const asked = [];
    const shown = new Set();
    const visible = {};
    for (const [question, variables, conditions, bySlot] of routing.steps) {
      if (!conditions.every(met)) continue;
      const here = bySlot ? variables.filter((code) => slots.includes(code)) : variables;
      if (here.length || !bySlot) shown.add(question);
      for (const code of here) {
        asked.push(code);
        visible[code] = own(answers, code);
      }
    }
    const after = routing.after.filter(([, place]) => place === null || met(place)).map(([question]) => question);
    return { asked, shown: [...shown], after };
  }

  return { holds, walk };
})();
