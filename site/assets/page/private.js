// Private mode shows on every page, with its way out. It is switched on at the page of the record, by `record.js`.
if (isPrivate) {
  whenRead(() => {
    const banner = document.createElement('p');
    const off = document.createElement('button');
    off.type = 'button';
    off.className = 'quiet-button';
    off.textContent = words.private_off;
    off.addEventListener('click', () => {
      localStorage.removeItem(PRIVATE);
      location.reload();
    });
    banner.className = 'private';
    banner.append(`${words.private} `, off);
    document.querySelector('main').prepend(banner);
  });
}
// Switched in another tab: this page would go on keeping, or go on forgetting.
addEventListener('storage', (event) => {
  if (event.key === PRIVATE) location.reload();
});
