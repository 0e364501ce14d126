// Compares the days written into this page with the reader's, so that a portal nobody has rebuilt does not lie.
// Only days that were to come when the portal was built are written, so a slow clock revives nothing.
{
  const tell = () => {
    const vietnam = new Date(Date.now() + 7 * 3600e3);
    const today = vietnam.toISOString().slice(0, 10);
    for (const element of document.querySelectorAll('[data-from], [data-until]')) {
      const { from, until } = element.dataset;
      const state = until && today > until ? 'over' : from && today < from ? 'to-come' : 'current';
      if ('listed' in element.dataset) {
        element.hidden = state === 'over';
      } else {
        for (const part of element.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== state;
        element.classList.toggle('expired', state === 'over');
      }
    }
  };
  tell();
  // A phone keeps a page open for weeks; it is looked at again on another day.
  addEventListener('pageshow', tell);
  document.addEventListener('visibilitychange', tell);
}
