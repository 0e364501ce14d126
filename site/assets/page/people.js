// A person one tap away: the union that the member chose, its contacts with the page's name written in, and whether
// somebody answers now. The union is kept on this phone alone, in the form of `wire/src/union.rs`.
{
  const KEY = 'portal.union.v1';
  const digits = (number) => number.replace(/[^0-9+]/g, '');

  const union = () => {
    const [version, name, phone, zalo, address] = kept.read(KEY).split('\n');
    return version === '1' && name ? { name, phone: phone || '', zalo: zalo || '', address: address || '' } : null;
  };

  const question = () => {
    const title = document.querySelector('h1');
    return words.ask.replace('{}', title ? title.textContent.trim() : document.title) + ' ' + location.href.split('#')[0];
  };

  // The words of a message are written in; what takes none is given them by the clipboard.
  const contact = (row, { name, phone, zalo }) => {
    const link = (kind, number, address) => {
      const found = row.querySelector(`[data-${kind}]`);
      found.hidden = !number;
      if (number) found.href = address;
    };
    link('call', phone, `tel:${digits(phone)}`);
    link('sms', phone, `sms:${digits(phone)}?body=${encodeURIComponent(question())}`);
    link('zalo', zalo, `https://zalo.me/${digits(zalo)}`);
    row.querySelector('[data-name]').textContent = name;
    row.querySelector('[data-number]').textContent = phone;
    row.hidden = false;
  };

  const showUnion = () => {
    const chosen = union();
    for (const button of all('[data-choose-union]')) {
      const isChosen = Boolean(chosen) && chosen.name === button.dataset.name && chosen.phone === button.dataset.phone;
      button.setAttribute('aria-pressed', String(isChosen));
      button.textContent = isChosen ? words.chosen : words.choose;
      button.hidden = false;
    }
    for (const place of all('[data-my-union]')) {
      place.hidden = !chosen;
      if (!chosen) continue;
      const link = place.querySelector('a');
      link.textContent = chosen.name;
      link.href = document.body.dataset.root + chosen.address;
    }
    for (const place of all('[data-no-union]')) place.hidden = Boolean(chosen);
    if (!chosen) return;
    for (const row of all('[data-contacts]')) contact(row, chosen);
    for (const link of all('[data-person]')) {
      if (!chosen.phone) continue;
      link.href = `tel:${digits(chosen.phone)}`;
      link.querySelector('[data-whom]').textContent = chosen.name;
    }
    // News of one's own union comes first; the order among the rest stays.
    for (const list of all('[data-own-first]')) {
      const own = Array.from(list.children).filter((item) => item.dataset.unit === chosen.name);
      list.prepend(...own);
    }
  };

  const choose = (button) => {
    const { name, phone, zalo, address } = button.dataset;
    const isChosen = button.getAttribute('aria-pressed') === 'true';
    const done = kept.write(KEY, isChosen ? '' : ['1', name, phone, zalo, address].join('\n'));
    if (done) showUnion();
    else button.textContent = words.refused;
  };

  // Minutes since midnight and day of the week, 1 (Monday) to 7, in Vietnam: a phone may think it is elsewhere.
  const now = () => {
    const vietnam = new Date(Date.now() + 7 * 3600e3);
    return { day: vietnam.getUTCDay() || 7, minute: vietnam.getUTCHours() * 60 + vietnam.getUTCMinutes() };
  };
  // "1-5@480-1020 6-6@480-690": days and minutes, as `generator/src/content/hours.rs` writes them.
  const isOpen = (hours, { day, minute }) => hours.split(' ').some((span) => {
    const [days, times] = span.split('@');
    const within = (range, value, isLastIn) => {
      const [first, last] = range.split('-').map(Number);
      return value >= first && (isLastIn ? value <= last : value < last);
    };
    return days.split(',').some((range) => within(range, day, true)) && within(times, minute, false);
  });
  const showClock = () => {
    for (const place of all('[data-open]')) {
      const open = isOpen(place.dataset.open, now());
      place.textContent = open ? words.open : words.closed;
      place.classList.toggle('is-open', open);
      place.hidden = false;
    }
  };

  whenRead(() => {
    showUnion();
    showClock();
    setInterval(showClock, 60e3);
    for (const button of all('[data-choose-union]')) button.addEventListener('click', () => choose(button));
    for (const link of all('[data-zalo]')) {
      link.addEventListener('click', () => {
        if (navigator.clipboard) navigator.clipboard.writeText(question()).catch(() => {});
      });
    }
  });
  // Chosen in another tab.
  addEventListener('storage', (event) => {
    if (event.key === KEY) showUnion();
  });
}
