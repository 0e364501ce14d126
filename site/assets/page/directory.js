// Finds a union in the directory by any words of its row, with or without marks.
{
  const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/\u0111/g, 'd');
  whenRead(() => {
    for (const form of all('[data-filter]')) {
      const input = form.querySelector('input');
      const rows = all('[data-row]').map((row) => ({ row, text: fold(row.textContent) }));
      const said = form.querySelector('[data-found]');
      const filter = () => {
        const asked = fold(input.value).split(/\s+/).filter(Boolean);
        let found = 0;
        for (const { row, text } of rows) {
          row.hidden = !asked.every((word) => text.includes(word));
          if (!row.hidden) found += 1;
        }
        said.textContent = asked.length ? (found ? words.found.replace('{}', found) : words.found_none) : '';
      };
      form.hidden = false;
      form.addEventListener('submit', (event) => event.preventDefault());
      input.addEventListener('input', filter);
      filter();
    }
  });
}
