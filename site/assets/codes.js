// What the page that checks codes does by the browser alone: files and pictures go the way of what is pasted. Nothing leaves
// the computer; what a code is worth only the client knows.
{
  const page = document.querySelector('.check-codes');
  const words = page.dataset;
  const find = (selector) => page.querySelector(selector);
  const hand = (texts) => {
    find('[data-codes-given]').value = texts.join('\n');
    find('[data-act="check"]').click();
  };
  const fault = (told) => {
    find('[data-codes-said]').textContent = told;
  };
  page.addEventListener('change', async ({ target }) => {
    if (!target.files || !target.files.length) return;
    const files = Array.from(target.files);
    // The same file can be picked again.
    target.value = '';
    try {
      if (target.dataset.pick === 'text') {
        if (files.some((file) => file.size > 2e6)) return fault(words.tooLarge);
        return hand(await Promise.all(files.map((file) => read(file, 'readAsText'))));
      }
      const found = await scan(files);
      return found.length ? hand(found) : fault(words.pictureEmpty);
    } catch (refused) {
      return fault(words.pictureFailed);
    }
  });
  offerScan(page);
}
