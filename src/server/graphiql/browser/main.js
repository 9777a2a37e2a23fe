/** @import { Trace } from './layout.js' */

import { TOKEN_HINT } from './layout.js';
import { createPanel } from './panel.js';
import { typedToken } from './typed-token.js';
import { followFetch } from './watch-fetch.js';
import { activeTab, followTabs } from './watch-tabs.js';

/** Set while somebody wants their tabs kept in this browser; without it nothing is stored anywhere. */
const KEEP = 'ticket-gateway:keep-tabs';

/** @param {string} id */
const textOf = (id) => document.getElementById(id)?.textContent ?? 'null';

const opening = JSON.parse(textOf('opening'));
const workers = new Map(
  Object.entries(JSON.parse(textOf('workers'))).map(([label, code]) => [
    label,
    URL.createObjectURL(new Blob([String(code)], { type: 'text/javascript' })),
  ]),
);
Object.assign(globalThis, {
  MonacoEnvironment: {
    globalAPI: false,
    /** @param {string} _module @param {string} label */
    getWorkerUrl: (_module, label) => workers.get(label),
  },
});

const kept = localStorage.getItem(KEEP) !== null;
const root = document.getElementById('root') ?? document.body;
const panel = createPanel();
/** @type {WeakMap<Element, Trace | null>} */
const traces = new WeakMap();
const showTab = (/** @type {Element} */ tab) => panel.show(traces.get(tab) ?? null);

followFetch({
  complete: typedToken(opening.tokenHeader),
  begin() {
    const tab = activeTab();
    panel.busy();
    return (trace) => {
      traces.set(tab, trace);
      if (tab === activeTab()) panel.show(trace);
    };
  },
  refused: () => panel.hint(TOKEN_HINT),
});
followTabs(root, panel.element, showTab);
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.id !== 'keep-tabs') return;
  // What GraphiQL stored goes, so that it starts from the examples again.
  for (const key of Object.keys(localStorage))
    if (/^(graphiql|ticket-gateway):/.test(key)) localStorage.removeItem(key);
  if (target.checked) localStorage.setItem(KEEP, '1');
  location.reload();
});

// The library's own global; it shows strings as HTML, and these are ours.
YogaGraphiQL.renderYogaGraphiQL(root, {
  endpoint: opening.endpoint,
  headers: opening.headers,
  defaultTabs: opening.tabs,
  defaultEditorToolsVisibility: 'headers',
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  storage: kept ? undefined : null,
  // Else each key stroke would go to the address, and so into the history.
  onEditQuery: () => {},
  logo: document.querySelector('#logo')?.innerHTML,
  title: `Ticket Gateway <label class="keep" title="Keep queries and variables in this browser; headers never are"><input type="checkbox" id="keep-tabs"${kept ? ' checked' : ''}> keep tabs</label>`,
});
