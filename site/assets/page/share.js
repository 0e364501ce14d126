// Hands the page on: to an app of the member's choice, else to the clipboard, else as an address to copy by hand.
{
  const share = async (button) => {
    const said = button.parentElement.querySelector('[data-shared]');
    const url = location.href.split('#')[0];
    const title = document.title;
    try {
      if (navigator.share) {
        await navigator.share({ title, url });
        return;
      }
      await navigator.clipboard.writeText(`${title} ${url}`);
      said.textContent = words.copied;
    } catch (refused) {
      // The member changed her mind, which needs no words; or neither way is allowed here.
      if (refused.name !== 'AbortError') said.textContent = `${words.copy_by_hand} ${url}`;
    }
  };
  whenRead(() => {
    for (const button of all('[data-share]')) {
      button.hidden = false;
      button.addEventListener('click', () => share(button));
    }
  });
}
