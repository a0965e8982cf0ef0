// Notes of a meeting, saved while one types. What the registry has not acknowledged is kept in this browser too.
"use strict";
(() => {
  const PAUSE = 2_000, LONGEST_WAIT = 60_000, PATIENCE = 15_000;
  const form = document.getElementById("notes");
  const area = form.elements.text;
  const status = document.getElementById("notes-status");
  const panel = document.getElementById("two-texts");
  const marked = document.getElementById("marked-lines");
  const signOut = document.querySelector("[data-sign-out]");
  const { user, meeting, longest, words } = JSON.parse(document.getElementById("notes-settings").textContent);

  let undecided = !panel.hidden;  // two texts are shown, and nobody has chosen yet
  let acknowledged = undecided ? form.elements.other.defaultValue : area.defaultValue;
  let timer, underway = null, failures = 0, trouble = "", kept = true, leaving = false;

  const name = `notes:${user}:${meeting}`;
  const spot = `spot:${user}:${meeting}`;  // where one was when one left to record an outcome
  const dirty = () => area.value !== acknowledged;

  // What this browser keeps until it is saved; nothing of anybody else's.
  function keep() {
    try {
      if (dirty()) localStorage.setItem(name, area.value);
      else localStorage.removeItem(name);
      kept = true;
    } catch {
      kept = false;
    }
  }
  function found() {
    try {
      for (const other of Object.keys(localStorage)) {
        if (other.startsWith("notes:") && !other.startsWith(`notes:${user}:`)) localStorage.removeItem(other);
      }
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }
  function unsaved() {
    const saved = new Set(acknowledged.split("\n"));
    const count = area.value.split("\n").filter((line) => line.trim() && !saved.has(line)).length || 1;
    return (count === 1 ? words.line : words.lines).replace("%(count)s", count);
  }

  async function post(text) {
    const body = new FormData();
    body.set("text", text);
    body.set("revision", form.elements.revision.value);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body,
        // The cookie, not the form, has the token of whoever signed in again in another tab.
        headers: { "Accept": "application/json", "X-CSRFToken": document.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? "" },
        signal: AbortSignal.timeout(PATIENCE),
      });
      const understood = response.headers.get("Content-Type")?.startsWith("application/json");
      return understood ? await response.json() : { message: words.trouble, again: true };
    } catch {
      return { message: words.offline, again: true };
    }
  }

  function show(other, revision, why) {
    undecided = true;
    form.elements.other.value = other;
    form.elements.revision.value = revision;
    acknowledged = other;
    panel.hidden = false;
    panel.querySelector("[data-why]").textContent = why;
    panel.focus();
    keep();
    say(unsaved());
  }

  function offer(lines) {
    const fresh = document.createElement("div");
    fresh.innerHTML = lines;
    if (fresh.innerHTML !== marked.innerHTML) marked.replaceChildren(...fresh.childNodes);  // else the focus stays
  }

  function answered(sent, answer) {
    failures = answer.again ? failures + 1 : 0;
    trouble = answer.saved ? "" : answer.message;
    if (answer.saved) {
      acknowledged = sent;
      form.elements.revision.value = answer.revision;
      offer(answer.marked);
      say(dirty() ? unsaved() : answer.message);
    } else if ("current" in answer) {
      show(answer.current, answer.revision, answer.message);
    } else {
      say(`${trouble} ${unsaved()}`);
    }
  }

  async function send() {
    const sent = area.value;
    say(words.saving);
    answered(sent, await post(sent));
    keep();
    underway = null;
    if (failures) later(Math.min(LONGEST_WAIT, 1_000 * 2 ** failures));
    else if (area.value !== sent) later(PAUSE);
  }

  // One save at a time; what is typed meanwhile goes with the next one.
  function save() {
    clearTimeout(timer);
    if (undecided || !dirty()) return Promise.resolve();
    if (area.value.length > longest) {
      say(`${words.too_long} ${unsaved()}`);
      return Promise.resolve();
    }
    underway ??= send();
    return underway;
  }
  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  // Saved first, then to the form, which leads back here; without the registry one stays, and nothing is lost.
  async function record(find) {
    await save();
    if (dirty()) await save();
    if (undecided) return panel.focus();
    if (dirty() && (failures || !kept)) return say(`${trouble} ${unsaved()}`);
    try {
      sessionStorage.setItem(spot, JSON.stringify([area.selectionStart, area.scrollTop]));
    } catch { /* one comes back to the top */ }
    location.assign(find().href);
  }
  function currentLine() {
    const before = area.value.slice(area.value.search(/\S|$/), area.selectionStart);  // none is kept above the first word
    const any = "a[data-record]:not([data-line])";
    return document.querySelector(`a[data-line="${before.split("\n").length}"]`) ?? document.querySelector(any);
  }
  function comeBack() {
    try {
      const [cursor, scrolled] = JSON.parse(sessionStorage.getItem(spot));
      sessionStorage.removeItem(spot);
      area.focus();
      area.setSelectionRange(cursor, cursor);
      area.scrollTop = scrolled;
    } catch { /* one was not here before */ }
  }

  function typed() {
    keep();
    say(trouble || undecided ? `${trouble} ${unsaved()}` : words.typing);
    if (!failures) later(PAUSE);
  }

  function insert(text) {
    const start = area.selectionStart === 0 || area.value[area.selectionStart - 1] === "\n" ? "" : "\n";
    area.setRangeText(`${start}${text}\n`, area.selectionStart, area.selectionEnd, "end");
    area.focus();
    typed();
  }

  area.addEventListener("input", typed);
  area.addEventListener("blur", save);
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("beforeunload", (event) => dirty() && !kept && event.preventDefault());

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const choice = event.submitter?.name === "keep" ? event.submitter.value : "";
    if (choice === "both") area.value = `${area.value}\n\n${form.elements.other.value}`;
    if (choice === "other") area.value = form.elements.other.value;
    if (choice) {
      undecided = false;
      panel.hidden = true;
      area.focus();
    }
    keep();
    if (undecided) panel.focus();
    else if (dirty()) await save();
    else say(words.nothing);
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-save]"));
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      record(currentLine);
    }
    const item = event.altKey && document.querySelector(`[data-item="${event.code.replace("Digit", "")}"]`);
    if (item) {
      event.preventDefault();
      item.click();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-record]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    record(() => link);
  });
  for (const button of document.querySelectorAll("[data-item]")) {
    button.addEventListener("click", () => insert(button.dataset.heading));
  }

  // Private text does not stay behind: saved first, then forgotten; a second press leaves it.
  signOut?.addEventListener("submit", async (event) => {
    if (dirty() && !leaving) {
      event.preventDefault();
      await save();
      leaving = true;
      if (dirty()) say(`${words.leaving} ${unsaved()}`);
      else signOut.requestSubmit();
      return;
    }
    acknowledged = area.value;
    keep();
  });

  const before = found();
  if (!undecided && before !== null && before !== area.value) {
    const saved = area.value;
    area.value = before;
    show(saved, form.elements.revision.value, words.found);
  } else {
    keep();
    comeBack();
  }
  for (const hidden of document.querySelectorAll(".js-only")) hidden.hidden = false;
})();
