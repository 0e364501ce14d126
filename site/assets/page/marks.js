// Small marks on this phone: pages a member has read, what she felt about them, pages she wants to find again, and what is
// new on the home page since she last looked. Nothing of it leaves the phone but by her own hand. Where the browser keeps
// nothing, marks are not set, and a tap says so.
{
  const SAVED = 'portal.saved.v1';
  const READ = 'portal.read.v1';
  const FELT = 'portal.reactions.v1';
  const SEEN = 'portal.seen.v1';
  const MOST = { [SAVED]: 200, [READ]: 500, [FELT]: 500 };
  // Looks that are less than half an hour apart are one visit, so that what was new stays new while she goes round.
  const VISIT = 30;

  // A list of lines behind its version; the newest first, the oldest goes.
  const lines = (key) => {
    const [version, ...rest] = kept.read(key).split('\n');
    return version === '1' ? rest.filter(Boolean) : [];
  };
  const write = (key, list) => kept.write(key, list.length ? ['1', ...list.slice(0, MOST[key])].join('\n') : '');
  const first = (line) => line.split('\t')[0];

  // The address below the portal's root, as the portal itself names it.
  const base = () => new URL(document.body.dataset.root || './', location.href).href;
  const below = (href) => {
    const whole = href.split(/[#?]/)[0].replace(/index\.html$/, '');
    return whole.startsWith(base()) ? whole.slice(base().length) : null;
  };
  const own = () => below(location.href) || '';

  const say = (element, text, way) => {
    const said = element.closest('[data-acts]').querySelector('[data-acted]');
    said.textContent = text;
    if (!way) return;
    const link = document.createElement('a');
    link.href = base() + said.dataset.saved;
    link.textContent = words.see_saved;
    said.append(' ', link);
  };

  const show = () => {
    const saved = lines(SAVED).some((line) => first(line) === own());
    for (const button of all('[data-save]')) button.setAttribute('aria-pressed', String(saved));
    const felt = (lines(FELT).find((line) => first(line) === own()) || '').split('\t')[1];
    for (const button of all('[data-feel]')) button.setAttribute('aria-pressed', String(button.dataset.feel === felt));
  };
  const save = (button) => {
    const others = lines(SAVED).filter((line) => first(line) !== own());
    const set = button.getAttribute('aria-pressed') !== 'true';
    const title = document.querySelector('h1').textContent.trim().replace(/\s+/g, ' ');
    const done = write(SAVED, set ? [`${own()}\t${title}`, ...others] : others);
    show();
    if (done) say(button, set ? words.saved : words.unsaved, set);
    else say(button, words.refused);
  };
  // Who has felt something gets a number for what she may send, so that two messages of hers are not counted twice.
  const number = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const feel = (button) => {
    const [id = number(), ...all] = lines(FELT);
    const others = all.filter((line) => first(line) !== own());
    const set = button.getAttribute('aria-pressed') !== 'true';
    const done = write(FELT, set ? [id, `${own()}\t${button.dataset.feel}`, ...others] : others.length ? [id, ...others] : []);
    show();
    say(button, done ? '' : words.refused);
  };

  // Titles in lists whose pages were read to their end say so.
  const showRead = () => {
    const read = new Set(lines(READ));
    for (const mark of all('.was-read')) mark.remove();
    if (!read.size) return;
    for (const link of all('main .card h3 a, main .rows a')) {
      if (!read.has(below(link.href))) continue;
      const mark = document.createElement('small');
      mark.className = 'was-read';
      mark.textContent = `✓ ${words.read}`;
      link.append(' ', mark);
    }
  };
  const watch = (end) => {
    if (!('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      observer.disconnect();
      write(READ, [own(), ...lines(READ).filter((line) => line !== own())]);
    });
    observer.observe(end);
  };

  const tellNew = () => {
    for (const place of all('[data-new]')) {
      const now = place.dataset.new.split(' ').filter(Boolean);
      const minutes = Math.floor(Date.now() / 60e3);
      const [then, before, last] = lines(SEEN);
      const goesOn = then && Math.abs(minutes - Number(then)) < VISIT;
      const known = goesOn ? before : last;
      // A first visit compares with itself: nothing is new to who has seen nothing.
      const since = known || now.join(' ');
      kept.write(SEEN, ['1', minutes, since, now.join(' ')].join('\n'));
      const seen = new Set(since.split(' '));
      const fresh = now.filter((one) => !seen.has(one)).length;
      place.hidden = !fresh;
      const link = place.querySelector('a');
      link.textContent = words[fresh === now.length ? 'new_many' : 'new'].replace('{}', fresh);
    }
  };

  const list = (place) => {
    const saved = lines(SAVED);
    const items = saved.map((line) => {
      const [address, title] = line.split('\t');
      const item = document.createElement('li');
      const link = document.createElement('a');
      const drop = document.createElement('button');
      // Only addresses of this portal: a mark somebody else wrote leads nowhere else.
      link.href = new URL(`${base()}${address}`).href;
      link.textContent = title;
      drop.type = 'button';
      drop.className = 'quiet-button';
      drop.textContent = words.drop;
      drop.setAttribute('aria-label', `${words.drop}: ${title}`);
      drop.addEventListener('click', () => {
        write(SAVED, lines(SAVED).filter((other) => first(other) !== address));
        list(place);
      });
      item.append(link, ' ', drop);
      return item;
    });
    place.textContent = '';
    place.append(...items);
    place.hidden = !items.length;
    document.querySelector('[data-none-saved]').hidden = Boolean(items.length);
    const felt = lines(FELT).slice(1).map((line) => line.split('\t'));
    const text = document.querySelector('[data-felt]');
    text.closest('section').hidden = !felt.length;
    text.value = [`R1 ${lines(FELT)[0]}`, ...felt.map(([address, kind]) => `${kind} /${address}`), `R1 end ${felt.length}`].join('\n');
  };
  const copy = async (button) => {
    const text = document.querySelector('[data-felt]');
    try {
      await navigator.clipboard.writeText(text.value);
      say(button, words.felt_copied);
    } catch (refused) {
      text.focus();
      text.select();
      say(button, words.copy_by_hand);
    }
  };

  whenRead(() => {
    show();
    showRead();
    tellNew();
    for (const place of all('[data-saved-list]')) {
      list(place);
      document.querySelector('[data-copy-felt]').addEventListener('click', ({ currentTarget }) => copy(currentTarget));
    }
    for (const row of all('[data-acts]')) row.hidden = false;
    for (const button of all('[data-save]')) {
      button.addEventListener('click', () => save(button));
      watch(button);
    }
    for (const button of all('[data-feel]')) button.addEventListener('click', () => feel(button));
  });
  // Marked, or erased, in another tab; or looked at again from the browser's memory.
  const again = () => {
    show();
    showRead();
    for (const place of all('[data-saved-list]')) list(place);
  };
  addEventListener('storage', again);
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) again();
  });
}
