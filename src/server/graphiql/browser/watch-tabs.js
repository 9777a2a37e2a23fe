/** Where no tab is, there is one place all the same. */
const NOWHERE = document.createElement('i');

/** The tab in front, by its element, which lives as long as the tab does. */
export const activeTab = () => document.querySelector('.graphiql-tab-active') ?? NOWHERE;

/**
 * Keeps a panel under the answer, whatever GraphiQL draws anew, and says when another tab comes to the front.
 * @param {Element} root
 * @param {HTMLElement} panel
 * @param {(tab: Element) => void} changed
 */
export function followTabs(root, panel, changed) {
  /** @type {Element | undefined} */
  let last;
  const look = () => {
    const pane = document.querySelector('.graphiql-response');
    if (pane !== null && panel.parentElement !== pane) pane.append(panel);
    const tab = activeTab();
    if (tab === last) return;
    last = tab;
    changed(tab);
  };
  new MutationObserver(look).observe(root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['class'],
  });
}
