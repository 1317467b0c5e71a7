// Filters the tables and the findings, sorts and unfolds the latter, and opens the one that a link leads to.
(() => {
  const words = (form) => form.querySelector("input[type=search]").value.toLowerCase().split(/\s+/).filter(Boolean);
  const ticked = (form) => new Set([...form.querySelectorAll("fieldset input:checked")].map((b) => b.value));
  const filter = (form, items, more) => {
    const want = words(form), on = ticked(form);
    let n = 0;
    for (const i of items) {
      const hit = on.has(i.group) && want.every((w) => i.text.includes(w)) && more(i.node);
      i.node.hidden = !hit;
      if (hit) n++;
    }
    form.querySelector("output").textContent = `${n} of ${items.length} shown`;
  };
  const form = (name) => document.querySelector(`form[data-for=${name}]`);
  const run = (f, apply) => {
    f.hidden = false;
    f.addEventListener("input", apply);
    f.addEventListener("submit", (e) => e.preventDefault());
    apply();
  };

  const tables = form("tables");
  if (tables) {
    const rows = [...document.querySelectorAll("#tables tbody tr")].map((node) => ({ node, group: node.dataset.status, text: node.textContent.toLowerCase() }));
    run(tables, () => filter(tables, rows, () => true));
  }

  const found = form("findings");
  const list = document.getElementById("list");
  const folds = [...list.querySelectorAll("details")];
  if (found) {
    const items = folds.map((node, at) => ({ node, at, group: node.dataset.rule, text: node.textContent.toLowerCase() }));
    const only = found.querySelector(".only"), sort = found.querySelector("select"), all = found.querySelector(".all");
    const keys = {
      driver: (d) => d.dataset.driver,
      rule: (d) => d.dataset.rule,
      kind: (d) => d.dataset.kind || "other",
      repair: (d) => ("repair" in d.dataset ? "with a repair" : "without a certain repair"),
    };
    const arrange = () => {
      const groups = new Map();
      for (const i of items) {
        const key = keys[sort.value](i.node);
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(i.node);
      }
      const names = [...groups.keys()];
      if (sort.value !== "driver") names.sort();
      list.replaceChildren(...names.map((name) => {
        const part = document.createElement("section"), head = document.createElement("h3"), count = document.createElement("small");
        part.className = "driver";
        count.textContent = groups.get(name).length;
        head.append(name + " ", count);
        part.append(head, ...groups.get(name));
        return part;
      }));
    };
    const apply = () => {
      filter(found, items, (d) => !only || !only.checked || "repair" in d.dataset);
      for (const part of list.children) part.hidden = ![...part.querySelectorAll("details")].some((d) => !d.hidden);
    };
    sort.addEventListener("change", () => { arrange(); apply(); });
    run(found, apply);
    all.addEventListener("click", () => {
      const open = folds.some((d) => !d.hidden && !d.open);
      for (const d of folds) if (!d.hidden) d.open = open;
      all.textContent = open ? "Fold all" : "Expand all";
    });
  }

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const hidden = target.closest("[hidden]");
    if (hidden) {
      for (const f of document.querySelectorAll("form.filter")) f.reset();
      for (const f of document.querySelectorAll("form.filter")) f.dispatchEvent(new Event("input"));
    }
    if (target.matches("details")) target.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = folds.filter((d) => !d.open);
    for (const d of folded) d.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const d of folded) d.open = false;
  });
})();
