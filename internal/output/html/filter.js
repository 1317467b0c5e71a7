// Shows the rows of the table that have all the words and one of the ticked statuses.
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const words = document.getElementById("words");
  const shown = document.getElementById("shown");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const rows = [...document.querySelectorAll("#tables tbody tr")].map((row) => ({ row, status: row.dataset.status, text: row.textContent.toLowerCase() }));
  const apply = () => {
    const want = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const on = new Set(boxes.filter((b) => b.checked).map((b) => b.value));
    let n = 0;
    for (const r of rows) {
      const hit = on.has(r.status) && want.every((w) => r.text.includes(w));
      r.row.hidden = !hit;
      if (hit) n++;
    }
    shown.textContent = `${n} of ${rows.length} shown`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (e) => e.preventDefault());
  apply();
})();
