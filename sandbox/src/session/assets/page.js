/** What both pages share: they ask the sandbox how things stand, show it, and ask again. Text is only ever set as text. */

/** Milliseconds between two looks. */
const LOOK_MS = 2000;

export const byId = (id) => document.getElementById(id);

/** Shows or hides parts of the page by their ids. */
export function show(parts) {
  for (const [id, shown] of Object.entries(parts)) byId(id).hidden = !shown;
}

export function write(texts) {
  for (const [id, text] of Object.entries(texts)) byId(id).textContent = text ?? '';
}

/**
 * Keeps a page up to date. `address` makes the address of an action, `view` draws an answer, `lost` says that there is none.
 * Answers how to act: the page shows the state that comes back, or the refusal.
 */
export function keep({ address, view, lost }) {
  const take = async (answer) => {
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) view(body);
    else if (answer.status === 404) lost();
    write({ refusal: answer.ok || answer.status === 404 ? '' : body.message });
    return answer.ok;
  };
  const look = () => fetch(address('state')).then(take, () => {});
  look();
  setInterval(look, LOOK_MS);
  return async (action, body) => {
    const headers = { 'content-type': body instanceof Blob ? body.type : 'application/json' };
    const sent = body instanceof Blob ? body : JSON.stringify(body ?? {});
    return take(await fetch(address(action), { method: 'POST', headers, body: sent }));
  };
}
