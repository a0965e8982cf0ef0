// Notes of a meeting, saved while one types. What the registry has not acknowledged is kept in this browser too.
"use strict";
(() => {
  const PAUSE = 2_000, LOOK_AGAIN = 10_000, LONGEST_WAIT = 60_000, PATIENCE = 15_000;
  const form = document.getElementById("notes");
  const area = form.elements.text;
  const status = document.getElementById("notes-status");
  const panel = document.getElementById("two-texts");
  const choose = document.querySelector("[data-choose]");
  const setAside = document.getElementById("set-aside");
  const marked = document.getElementById("marked-lines");
  const signOut = document.querySelector("[data-sign-out]");
  const { user, meeting, longest, registered, words } = JSON.parse(document.getElementById("notes-settings").textContent);

  let acknowledged = registered ?? area.defaultValue;  // what the registry and this box last had in common
  let revision = Number(form.elements.revision.value);
  let theirs = null;  // what the registry holds instead, as { text, revision }, until one has chosen
  let timer, underway = null, failures = 0, trouble = "", news = "", kept = true, leaving = false;

  const name = `notes:${user}:${meeting}`;
  const aside = `aside:${user}:${meeting}`;  // the text that was not chosen
  const spot = `spot:${user}:${meeting}`;  // where one was when one left to record an outcome
  const dirty = () => area.value !== acknowledged;

  // What this browser keeps until it is saved, below the revision that it was written on; nothing of anybody else's.
  function keep() {
    try {
      if (dirty()) localStorage.setItem(name, `${revision}\n${area.value}`);
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
      const [, on, text] = localStorage.getItem(name).match(/^(\d+)\n(.*)$/s);
      return { text, revision: Number(on) };
    } catch {
      return null;
    }
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }
  function unsaved() {
    const saved = new Set((theirs?.text ?? acknowledged).split("\n"));
    const count = area.value.split("\n").filter((line) => line.trim() && !saved.has(line)).length || 1;
    return (count === 1 ? words.line : words.lines).replace("%(count)s", count);
  }

  function tell() {
    if (theirs) say(trouble);  // without a count, which would be announced again with each line
    else say(trouble ? `${trouble} ${unsaved()}` : words.typing);
  }

  async function post(text) {
    const body = new FormData();
    body.set("text", text);
    body.set("revision", revision);
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

  function settle(text, number) {
    acknowledged = text;
    revision = number;
    theirs = null;
    if (panel.contains(document.activeElement)) area.focus();
    panel.hidden = choose.hidden = true;
  }

  // A merged text in the box; the cursor stays in its line.
  function write({ text, places }) {
    const lines = text.split("\n");
    const moved = (offset) => {
      const before = area.value.slice(0, offset).split("\n");
      const above = lines.slice(0, places[before.length - 1]);
      return above.join("\n").length + Math.sign(above.length) + before.at(-1).length;
    };
    const [start, end, scrolled] = [moved(area.selectionStart), moved(area.selectionEnd), area.scrollTop];
    area.value = text;
    area.setSelectionRange(start, end);
    area.scrollTop = scrolled;
  }

  // Somebody else saved. Where one text has all the lines of the other, nothing is asked; else one chooses, later:
  // the focus stays in the box. Until then the registry refuses what is sent, and tells what it holds by now.
  function meet(found, why) {
    const both = mergeLines(area.value, found.text, acknowledged);
    const mine = both.text.trimEnd() === area.value.trimEnd();
    trouble = "";
    if (mine || both.text.trimEnd() === found.text.trimEnd()) {
      settle(found.text, found.revision);
      if (!mine) write(both);
      news = words.whole;
      say(news);
      later(0);
    } else {
      theirs = found;
      trouble = why;
      if (form.elements.other.value !== found.text) form.elements.other.value = found.text;
      panel.hidden = choose.hidden = false;
      tell();
      later(LOOK_AGAIN);
    }
    keep();
  }

  function decide(choice) {
    const found = theirs;
    if (choice === "both") write(mergeLines(area.value, found.text, acknowledged));
    else putAside(choice === "mine" ? found.text : area.value);
    if (choice === "other") area.value = found.text;
    trouble = "";
    settle(found.text, found.revision);
    area.focus();
  }
  function putAside(text) {
    const box = setAside.querySelector("textarea");
    box.value = [box.value, text].filter(Boolean).join("\n\n———\n\n");
    setAside.hidden = !box.value;
    try {
      sessionStorage.setItem(aside, box.value);
    } catch { /* it stays on this page */ }
  }

  function offer(lines) {
    const fresh = document.createElement("div");
    fresh.innerHTML = lines;
    if (fresh.innerHTML !== marked.innerHTML) marked.replaceChildren(...fresh.childNodes);  // else the focus stays
  }

  function answered(sent, answer) {
    failures = answer.again ? failures + 1 : 0;
    if ("current" in answer) return meet({ text: answer.current, revision: answer.revision }, answer.message);
    trouble = answer.saved ? "" : answer.message;
    if (answer.saved) {
      settle(sent, answer.revision);
      offer(answer.marked);
      say(dirty() ? unsaved() : `${news} ${answer.message}`.trim());
    } else {
      say(`${trouble} ${unsaved()}`);
    }
  }

  async function send() {
    const sent = area.value, asked = theirs;
    if (!trouble) say(words.saving);
    const answer = await post(sent);
    underway = null;
    if (asked && !theirs && "current" in answer) return later(0);  // one has chosen meanwhile
    answered(sent, answer);
    keep();
    if (failures) later(Math.min(LONGEST_WAIT, 1_000 * 2 ** failures));
    else if (!theirs && area.value !== sent) later(PAUSE);
  }

  // One save at a time; what is typed meanwhile goes with the next one.
  function save() {
    clearTimeout(timer);
    if (area.value.length > longest) {
      trouble = words.too_long;
      tell();
    } else if (theirs || dirty()) {
      underway ??= send();
      return underway;
    } else if (trouble) {
      trouble = "";
      say(words.nothing);
    }
    return Promise.resolve();
  }
  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  // Saved first, then to the form, which leads back here; without the registry one stays, and nothing is lost.
  async function record(find) {
    await save();
    if (dirty()) await save();
    if (theirs) return tell();
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
    news = "";
    keep();
    tell();
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
    if (choice && theirs) decide(choice);
    keep();
    if (theirs || dirty()) await save();
    else say(words.nothing);
  });
  setAside.querySelector("button").addEventListener("click", () => {
    setAside.querySelector("textarea").value = "";
    putAside("");
    area.focus();
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

  function begin() {
    const before = found(), standing = { text: area.value, revision };
    if (!panel.hidden) {
      [acknowledged, revision] = ["", 0];  // of the text below both nothing is known
      meet({ text: form.elements.other.defaultValue, revision: standing.revision }, status.textContent.trim());
    } else if (before && before.text !== area.value && registered === undefined) {
      area.value = before.text;
      if (before.revision === revision) {
        news = words.mine;
        say(news);
        later(PAUSE);
      } else {
        [acknowledged, revision] = ["", before.revision];
        meet(standing, words.found);
      }
    } else {
      keep();
      comeBack();
      if (dirty()) later(0);
    }
    try {
      putAside(sessionStorage.getItem(aside) ?? "");
    } catch { /* nothing was */ }
  }
  begin();
  for (const hidden of document.querySelectorAll(".js-only")) hidden.hidden = false;
})();
