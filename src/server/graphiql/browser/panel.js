/** @import { Row, Trace } from './layout.js' */
import { budgetOf, factsOf, planOf, rowsOf, whyNone } from './layout.js';

/** What stands there before anything ran. */
const IDLE = 'Run an operation: the calls that it makes to the ticket API show up here.';

/**
 * The panel under the answer: a line of facts, what is left of the budget, and each call as a bar.
 * @returns {{ element: HTMLElement, show(trace: Trace | null): void, busy(): void, hint(text: string): void }}
 */
export function createPanel() {
  const element = make('section', 'calls');
  element.setAttribute('aria-label', 'Upstream calls');
  const toggle = make('button', 'calls-title', 'Upstream calls');
  const facts = make('span', 'calls-facts');
  const budget = make('span', 'calls-budget');
  const head = make('header', 'calls-head');
  head.append(toggle, facts, budget);
  const body = make('div', 'calls-body');
  element.append(head, body);
  toggle.setAttribute('aria-expanded', 'true');
  toggle.addEventListener('click', () => {
    body.hidden = !body.hidden;
    toggle.setAttribute('aria-expanded', String(!body.hidden));
  });

  /** @param {string} text */
  const say = (text) => {
    facts.replaceChildren();
    budget.replaceChildren();
    body.replaceChildren(make('p', 'calls-note', text));
  };
  say(IDLE);
  return {
    element,
    busy: () => element.classList.add('calls-busy'),
    hint: say,
    show(trace) {
      element.classList.remove('calls-busy');
      if (trace === null) return say(IDLE);
      facts.replaceChildren(...factsOf(trace).map((fact) => make('span', 'calls-fact', fact)));
      budget.replaceChildren(...gauge(trace));
      const calls = trace.calls.length === 0 ? make('p', 'calls-note', whyNone(trace)) : table(trace);
      body.replaceChildren(...planned(trace), calls);
    },
  };
}

/** @param {Trace} trace */
function gauge({ cost }) {
  const left = budgetOf(cost, Date.now());
  if (left === null) return [];
  const track = make('span', 'calls-gauge');
  const fill = make('span', left.low ? 'calls-low' : '');
  fill.style.width = `${100 * left.share}%`;
  track.append(fill);
  return [track, left.text];
}

/** @param {Trace} trace */
function planned(trace) {
  const parts = planOf(trace);
  if (parts.length === 0) return [];
  const line = make('p', 'calls-plan', 'Plan');
  line.append(...parts.map((part) => make('code', '', part)));
  return [line];
}

/** @param {Trace} trace */
function table(trace) {
  const rows = make('ol', 'calls-rows');
  rows.append(...rowsOf(trace).map(line));
  return rows;
}

/** @param {Row} row */
function line({ call, left, width, text, tone }) {
  const item = make('li', `calls-row calls-${tone}`);
  const bar = make('span', 'calls-bar');
  bar.style.left = `${left}%`;
  bar.style.width = `${width}%`;
  const label = make('span', 'calls-time', text);
  // Beside the bar where there is room, else in front of it.
  if (left + width > 72) label.style.right = `${100 - left}%`;
  else label.style.left = `${left + width}%`;
  const track = make('span', 'calls-track');
  track.append(bar, label);
  const path = clipped('calls-path', call.path);
  const field = clipped('calls-field', call.field ?? '');
  path.title = `${call.method} ${call.path}${call.status === null ? '' : ` → ${call.status}`}`;
  field.title = call.field ?? '';
  item.append(make('span', 'calls-method', call.method), path, field, track);
  return item;
}

/**
 * A text that loses its beginning where room is short, since the end of a path tells more.
 * @param {string} className
 * @param {string} text
 */
function clipped(className, text) {
  const element = make('span', className);
  const inner = make('bdi', '', text);
  inner.dir = 'ltr';
  element.append(inner);
  return element;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 */
function make(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
