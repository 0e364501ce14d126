// The lesson opened last is one tap away on the home page. Progress itself is the client's; this is only a way back.
{
  const KEY = 'portal.last-lesson.v1';
  whenRead(() => {
    const { title, address } = document.body.dataset;
    if ('lesson' in document.body.dataset) kept.write(KEY, ['1', address, title].join('\n'));
    const [version, href, name] = kept.read(KEY).split('\n');
    for (const place of all('[data-continue]')) {
      if (version !== '1' || !name) continue;
      const link = place.querySelector('a');
      link.href = document.body.dataset.root + href;
      link.textContent = name;
      place.hidden = false;
    }
  });
}

// A chapter's link, or a time in the transcript, leads to the file at its second; here the video on the page goes there
// instead. The words of the transcript lead there, too, unless they are being selected.
document.addEventListener('click', (event) => {
  const place = event.target.closest('[data-seek], [data-at]');
  const video = place && document.querySelector('video[data-video]');
  if (!video || (!place.dataset.seek && String(getSelection()))) return;
  event.preventDefault();
  video.currentTime = Number(place.dataset.seek || place.dataset.at);
  // A browser may refuse to play; then the member presses play.
  video.play().catch(() => {});
});

// The transcript follows: what is being said is marked, and moves into sight within its own box, never the page.
whenRead(() => {
  const video = document.querySelector('video[data-video]');
  const box = document.querySelector('[data-transcript]');
  const said = all('[data-transcript] [data-at]');
  if (!video || !said.length) return;
  let marked = null;
  const follow = () => {
    const now = said.filter((part) => Number(part.dataset.at) <= video.currentTime).pop() || null;
    if (now === marked) return;
    if (marked) marked.removeAttribute('aria-current');
    marked = now;
    if (!now) return;
    box.classList.add('following');
    now.setAttribute('aria-current', 'true');
    box.scrollTop += now.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  };
  for (const moment of ['timeupdate', 'seeked']) video.addEventListener(moment, follow);
});
