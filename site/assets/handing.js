// What the page of the record and the page to write do alike: handing a text on by what the browser offers. The generator puts
// this in front of the script of each (`joined` in `generator/src/render/page_script.rs`).

// Browsers inside other apps have the attribute and ignore it: they save no blob, and say nothing. No feature tells them
// apart, so their names do.
const canSave = () => {
  const agent = navigator.userAgent;
  const inApp = /; wv\)|FB_IAB|FBAN|FBAV|Instagram|Zalo|Line\/|MicroMessenger|TikTok|musical_ly/i.test(agent);
  const noSafari = /iPhone|iPad|iPod/.test(agent) && !/Safari\//.test(agent);
  return 'download' in HTMLAnchorElement.prototype && !inApp && !noSafari;
};
const pageName = () => new URL('.', location).pathname.split('/').slice(-2)[0];
// Under this name and the day in Vietnam.
const fileName = (name) => `${name}-${new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10)}.txt`;
const saveAs = (name, head, body) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${head}\n\n${body}\n`], { type: 'text/plain' }));
  link.download = fileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60e3);
};
