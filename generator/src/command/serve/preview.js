// Runs only in pages sent by `portal serve`: reloads after a rebuild, shows faults over the page, heals by itself.
const PLACE = 'portal-preview-place';
// Which build this page is of.
const pages = Number(new URL(import.meta.url).searchParams.get('pages'));
let shown;

function remember() {
  sessionStorage.setItem(PLACE, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null');
  sessionStorage.removeItem(PLACE);
  if (kept?.path === location.pathname) scrollTo(kept.x, kept.y);
}

const style = new CSSStyleSheet();
style.replaceSync(`
  section { position: fixed; inset: 0; z-index: 1000; overflow: auto; padding: 1rem; background: #1b1b1bf2; color: #f4f4f4;
    font: 1rem/1.5 system-ui, sans-serif; }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
  article { margin: 1rem 0; padding: .75rem; background: #000; border-left: .25rem solid #ff6b6b; overflow-wrap: break-word; }
  h2 { font-size: 1rem; margin: 0; white-space: pre-line; }
  small, pre { font: .95rem/1.5 ui-monospace, monospace; color: #cfcfcf; }
  pre { white-space: pre; overflow: auto; margin: .5rem 0; }
  p { margin: 0; color: #ffd479; }
  button { font: inherit; padding: .6rem 1rem; min-height: 44px; }
`);

function show(faults) {
  document.querySelector('portal-faults')?.remove();
  if (!faults.length) return;
  const host = document.createElement('portal-faults');
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [style];
  const section = document.createElement('section');
  section.setAttribute('role', 'alert');
  const heading = document.createElement('h1');
  heading.textContent = `Có ${faults.length} lỗi; trang bên dưới là bản đúng gần nhất. Sửa và lưu tệp, bảng này tự mất.`;
  const hide = document.createElement('button');
  hide.textContent = 'Tạm ẩn';
  hide.addEventListener('click', () => host.remove());
  section.append(heading, hide);
  for (const fault of faults) {
    const article = document.createElement('article');
    for (const [name, text] of [['h2', fault.message], ['small', fault.place], ['pre', fault.drawn], ['p', fault.hint]]) {
      const part = document.createElement(name);
      part.textContent = text;
      if (text) article.append(part);
    }
    section.append(article);
  }
  shadow.append(section);
  document.body.append(host);
}

async function ask() {
  try {
    const state = await (await fetch('/__portal/state')).json();
    if (state.pages !== pages) {
      remember();
      location.reload();
      return;
    }
    if (state.faults_number !== shown) show(state.faults);
    shown = state.faults_number;
  } catch {
    // The server is being started again; ask later.
  }
  setTimeout(ask, 400);
}

history.scrollRestoration = 'manual';
restore();
ask();
