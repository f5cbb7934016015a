/* What a script adds to the answering pages; all of it works without.

   - saves the page while it is being filled in, and says when
   - keeps what could not be sent, in this tab only (sessionStorage): it survives a reload and ends with the tab, so that
     a shared computer keeps nobody's answers, which localStorage would
   - counts the characters of long answers */
(() => {
  "use strict";
  const form = document.getElementById("page");
  const status = document.getElementById("saved");
  if (!form) return;
  const words = form.dataset;

  function count(field) {
    const most = Number(field.dataset.most);
    const counter = field.nextElementSibling;
    const left = most - field.value.length;
    const close = left < Math.max(20, most / 5);
    counter.textContent = !close ? "" : (left < 0 ? words.over : words.left).replace("{count}", Math.abs(left));
    counter.toggleAttribute("data-over", left < 0);
  }

  for (const field of form.querySelectorAll("[data-most]")) {
    const counter = document.createElement("p");
    counter.className = "count";
    counter.setAttribute("aria-live", "polite");
    field.after(counter);
    count(field);
  }

  form.addEventListener("input", ({ target }) => { if (target.dataset.most) count(target); });

  /* An option that stands alone takes the others away, and they it. */
  form.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || !target.checked) return;
    for (const other of form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(target.name)}"]`)) {
      if (other !== target && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
    }
  });

  if (!status) return; // a preview is not saved

  const prefix = "answers:";
  const shelf = prefix + location.pathname;
  const posted = prefix + "posted"; // the page that was sent off last; what it held is dropped once a reply has come
  const faults = document.getElementById("faults");
  let timer = 0;
  let sending = null;
  let unsaved = false;

  const say = (text, state) => {
    status.textContent = text;
    status.dataset.state = state || "";
  };
  const written = () => new URLSearchParams(new FormData(form)).toString();
  const shelve = () => {
    try { sessionStorage.setItem(shelf, written()); } catch { /* a full or forbidden store: the form itself still holds it */ }
  };
  const unshelve = () => {
    try { sessionStorage.removeItem(shelf); } catch { /* as above */ }
  };
  const arrived = () => {
    try {
      const path = sessionStorage.getItem(posted);
      sessionStorage.removeItem(posted);
      if (path && (path !== location.pathname || faults)) sessionStorage.removeItem(prefix + path);
    } catch { /* as above */ }
  };

  async function save() {
    clearTimeout(timer);
    if (!unsaved) return;
    if (sending) sending.abort();
    sending = new AbortController();
    unsaved = false;
    say(words.saving);
    try {
      const reply = await fetch(location.pathname, {
        method: "POST",
        headers: { "X-Autosave": "1", "Content-Type": "application/x-www-form-urlencoded" },
        body: written(),
        signal: sending.signal,
        redirect: "manual",
      });
      if (!reply.ok) throw new Error(String(reply.status));
      const { saved } = await reply.json();
      unshelve();
      say(words.saved.replace("{time}", saved));
    } catch (error) {
      if (error.name === "AbortError") return;
      unsaved = true;
      shelve();
      say(words.offline, "offline");
      timer = setTimeout(save, 15000);
    }
  }

  function restore() {
    let kept = null;
    try { kept = sessionStorage.getItem(shelf); } catch { return; }
    if (!kept) return;
    const values = new URLSearchParams(kept);
    for (const field of form.elements) {
      if (!field.name || field.name.startsWith("_") || field.type === "submit") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.getAll(field.name).includes(field.value);
      else field.value = values.get(field.name) || "";
    }
    unsaved = true;
    save();
  }

  form.addEventListener("input", () => {
    unsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, 900);
  });

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!navigator.onLine) {
      event.preventDefault();
      unsaved = true;
      shelve();
      say(words.offline, "offline");
      status.scrollIntoView({ block: "center" });
      return;
    }
    if (sending) sending.abort();
    unsaved = false;
    if (event.submitter && event.submitter.name === "_clear") return unshelve();
    shelve();
    try { sessionStorage.setItem(posted, location.pathname); } catch { /* as above */ }
  });

  addEventListener("online", () => { unsaved = true; save(); });
  addEventListener("pagehide", () => { if (unsaved) shelve(); });
  arrived();
  restore();
})();
