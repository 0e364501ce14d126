// Runs only in pages sent by `portal serve`: reloads after a rebuild, shows faults over the page, heals by itself.
const PLACE = 'portal-preview-place';
let version;

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
  pre { white-space: pre; overflow: auto; padding: .75rem; background: #000; border-left: .25rem solid #ff6b6b; }
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
    const text = document.createElement('pre');
    text.textContent = fault;
    section.append(text);
  }
  shadow.append(section);
  document.body.append(host);
}

async function ask() {
  try {
    const state = await (await fetch('/__portal/state')).json();
    if (version !== undefined && state.pages !== version.pages) {
      remember();
      location.reload();
      return;
    }
    if (state.faults_number !== version?.faults_number) show(state.faults);
    version = state;
  } catch {
    // The server is being started again; ask later.
  }
  setTimeout(ask, 400);
}

history.scrollRestoration = 'manual';
restore();
ask();
