// Loads GraphiQL, from this site, when it is asked for; without scripts the page is documentation.
"use strict";
(() => {
  const frame = document.getElementById("explorer");
  let root = null;

  // Nothing that is written here stays in the browser: a pathway question is about somebody.
  const kept = new Map();
  const storage = {
    get length() { return kept.size; },
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
    clear: () => kept.clear(),
  };

  async function fetcher(operation, options) {
    const response = await fetch(frame.dataset.endpoint, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Language": frame.dataset.language,
        ...options?.headers,
      },
      body: JSON.stringify(operation),
    });
    return response.json();
  }

  const loaded = (element) => new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });

  async function load() {
    frame.hidden = false;
    frame.textContent = frame.dataset.loading;
    try {
      await loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: frame.dataset.style }));
      for (const src of frame.dataset.scripts.split(" ")) {
        await loaded(Object.assign(document.createElement("script"), { src }));
      }
    } catch {
      frame.textContent = frame.dataset.failed;
      return null;
    }
    return ReactDOM.createRoot(frame);
  }

  async function open(query, variables) {
    root ??= await load();
    root?.render(React.createElement(GraphiQL, {
      key: query, fetcher, storage, query, variables, defaultEditorToolsVisibility: "variables",
    }));
    frame.scrollIntoView({ block: "start" });
  }

  const text = (section, name) => section.querySelector(`[data-${name}]`).textContent;
  for (const section of document.querySelectorAll("[data-example]")) {
    section.querySelector("[data-explorer-try]").addEventListener("click", () => {
      open(text(section, "query"), text(section, "variables"));
    });
  }
  document.querySelector("[data-explorer-open]").addEventListener("click", () => {
    document.querySelector("[data-explorer-try]").click();
  });
  for (const hidden of document.querySelectorAll(".js-only")) hidden.hidden = false;
})();
