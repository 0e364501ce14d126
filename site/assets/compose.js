// What the page to write does by the browser alone: photos, copying, files, sharing. What is written only the client knows;
// the two meet in the fields and events of the page.
{
  // Longest side in points, and bytes; a draft takes 200,000 of each photo at most.
  const SIDE = 1280;
  const HEAVY = 150e3;
  const PHOTOS = 3;
  // Longer texts are shared as a file: chats cut them.
  const LONG = 4000;
  const page = document.querySelector('.compose');
  const words = page.dataset;
  const find = (selector) => page.querySelector(selector);
  const say = (text) => {
    find('[data-said]').textContent = text;
  };
  const parts = () => Array.from(page.querySelectorAll('[data-part]'), (field) => field.value);
  const text = () => `${words.head}\n\n${parts().join('\n\n')}`;
  // Tells the client that the draft has left this phone.
  const handed = (told) => {
    page.dispatchEvent(new Event('handed'));
    say(told);
  };

  // True when the browser has taken it; else the words are marked, for the member to copy by hand.
  const copied = async (what, field) => {
    try {
      await navigator.clipboard.writeText(what);
      return true;
    } catch (refused) {
      field.closest('details').open = true;
      field.focus();
      field.select();
      return false;
    }
  };
  const copy = async (what, field, isAll) => {
    if (!await copied(what, field)) say(words.byHand);
    else if (isAll) handed(words.copied);
    else say(words.copied);
  };
  const share = async () => {
    const file = new File([text()], fileName(pageName()), { type: 'text/plain' });
    const asFile = text().length > LONG && navigator.canShare && navigator.canShare({ files: [file] });
    try {
      await navigator.share(asFile ? { files: [file] } : { text: text() });
      handed(words.shared);
    } catch (refused) { /* refused, or the member changed her mind */ }
  };
  const acts = {
    copy: () => copy(text(), find('[data-part]'), true),
    'copy-part': (button) => {
      const field = button.previousElementSibling.querySelector('textarea');
      return copy(field.value, field, false);
    },
    file: () => {
      saveAs(pageName(), words.fileHead, text());
      handed(words.saved);
    },
    share,
  };
  page.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-do]');
    if (button) acts[button.dataset.do](button);
    // A chat takes no words along: they wait in the clipboard.
    if (target.closest('[data-zalo-way]') && navigator.clipboard) {
      navigator.clipboard.writeText(text()).then(() => handed(words.copied), () => {});
    }
  });

  // Against fingerprints some browsers give other points than were drawn.
  const isHonest = () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 8, height: 8 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#1a8cd2';
    pen.fillRect(0, 0, 8, 8);
    const points = pen.getImageData(0, 0, 8, 8).data;
    return points.every((value, at) => value === [0x1a, 0x8c, 0xd2, 255][at % 4]);
  };
  const drawn = (picture, side) => {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext('2d');
    // What shines through would be black in a JPEG.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
  const jpeg = (canvas, quality) => new Promise((done) => {
    canvas.toBlob(done, 'image/jpeg', quality);
  });
  // Drawn anew: place, time and device, which phones write into the file, are no points of the picture.
  const shrunk = async (file) => {
    const picture = await createImageBitmap(file);
    for (let side = SIDE; side > 200; side *= 0.75) {
      const canvas = drawn(picture, side);
      for (const quality of [0.82, 0.7, 0.55]) {
        const blob = await jpeg(canvas, quality);
        if (blob && blob.type === 'image/jpeg' && blob.size <= HEAVY) return blob;
      }
    }
    throw new Error('too heavy');
  };
  const dataOf = (blob) => new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = failed;
    reader.readAsDataURL(blob);
  });
  const pick = async (files) => {
    const told = find('[data-photo-said]');
    if (!isHonest()) {
      told.textContent = words.photoRefused;
      return;
    }
    for (const file of files) {
      if (page.querySelectorAll('[data-shots] img').length >= PHOTOS) {
        told.textContent = words.photoMany;
        return;
      }
      told.textContent = words.photoWorking;
      try {
        const blob = await shrunk(file);
        const address = await dataOf(blob);
        page.dispatchEvent(new CustomEvent('photo', { detail: address.split(',')[1] }));
        told.textContent = words.photoKept.replace('{}', Math.ceil(blob.size / 1000));
      } catch (failed) {
        told.textContent = words.photoFailed;
      }
    }
  };
  page.addEventListener('change', ({ target }) => {
    if (!target.files || !target.files.length) return;
    const files = Array.from(target.files);
    // The same file can be picked again.
    target.value = '';
    pick(files);
  });

  // The title of the page replied to, from the portal, or from what the phone keeps of it.
  page.addEventListener('replying', async () => {
    const link = find('[data-replying] a');
    const { href } = link;
    try {
      const answer = await fetch(href).catch(() => caches.match(href, { ignoreVary: true }));
      // The heading alone: of a whole page the browser would report its styles, which the policy of this one does not know.
      const [heading] = /<h1[\s>][\s\S]*?<\/h1>/.exec(await answer.text()) || [''];
      const title = new DOMParser().parseFromString(heading, 'text/html').querySelector('h1');
      if (answer.ok && title && link.href === href) link.textContent = title.textContent;
    } catch (refused) { /* its address stands there */ }
  });
  // What could not be kept would be lost.
  addEventListener('beforeunload', (event) => {
    if (words.unsaved) event.preventDefault();
  });

  find('[data-do="file"]').hidden = !canSave();
  find('[data-do="share"]').hidden = !navigator.share;
}
