// Size of text and saving of data, as the member chose them. Set on the root element as soon as this script is here; where
// a service worker runs, it has written them into the page already, before the first paint.
{
  const KEY = 'portal.reading.v1';
  const root = document.documentElement;
  const given = navigator.connection && navigator.connection.saveData;
  const chosen = kept.read(KEY).split(' ');
  let text = chosen.find((word) => word === 'large' || word === 'huge') || 'usual';
  let saver = chosen.includes('saver') || (Boolean(given) && !chosen.includes('no-saver'));

  const apply = () => {
    root.dataset.text = text;
    root.dataset.saver = saver ? 'on' : 'off';
  };
  const show = () => {
    for (const button of all('[data-set-text]')) button.setAttribute('aria-pressed', String(button.dataset.setText === text));
    for (const box of all('[data-set-saver]')) box.checked = saver;
    // A picture in front of the video is data as well.
    for (const video of all('video[data-poster]')) {
      if (saver) video.removeAttribute('poster');
      else video.poster = video.dataset.poster;
    }
  };
  // For the worker, which cannot read what a page keeps. Its names begin with the portal's address.
  const tellWorker = () => {
    const scope = new URL(document.body.dataset.root || './', location.href).href;
    if (!('caches' in window)) return;
    caches.open(`${scope} reading`)
      .then((cache) => cache.put(`${scope}reading`, new Response(`${text} ${saver ? 'on' : 'off'}`)))
      .catch(() => {});
  };
  const keep = () => {
    if (kept.write(KEY, `${text} ${saver ? 'saver' : 'no-saver'}`)) tellWorker();
    apply();
    show();
  };

  apply();
  whenRead(() => {
    show();
    for (const panel of all('[data-reading]')) panel.hidden = false;
    for (const button of all('[data-set-text]')) {
      button.addEventListener('click', () => {
        text = button.dataset.setText;
        keep();
      });
    }
    for (const box of all('[data-set-saver]')) {
      box.addEventListener('change', () => {
        saver = box.checked;
        keep();
      });
    }
  });
}
