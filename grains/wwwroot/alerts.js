// Anomalies as they appear, newest first, with their evidence.

import { amount, byId, chance, element, time, write } from './text.js';

const NEW_FOR = 12_000;     // ms that an anomaly counts as new
const seen = new Map();     // id to when it came, ms; 0 for those of the first message
let noted;

/** Shows the newest alerts; choose(key) is called when somebody picks an alert's key. */
export function showAlerts(alerts, choose) {
  const list = byId('alert-list');
  const first = seen.size === 0 && list.childElementCount === 0;
  const now = performance.now();
  const fresh = alerts.filter(alert => !seen.has(alert.id));
  for (const alert of fresh) seen.set(alert.id, first ? 0 : now);
  const shown = new Set(alerts.map(alert => alert.id));
  for (const id of seen.keys()) if (!shown.has(id)) seen.delete(id);

  const known = new Map([...list.children].map(item => [item.dataset.id, item]));
  list.replaceChildren(...alerts.length === 0
    ? [element('li', { class: 'empty' }, 'No anomaly yet. They appear here as the detector finds them in the stream.')]
    : alerts.map(alert => known.get(alert.id) ?? row(alert, choose, !first)));
  if (first || fresh.length === 0) return;
  write('alerts-note', fresh.length === 1 ? `New: ${fresh[0].key}, ${fresh[0].kind}` : `${fresh.length} new`);
  clearTimeout(noted);
  noted = setTimeout(() => write('alerts-note', ''), NEW_FOR);
}

function row(alert, choose, isNew) {
  const item = element('li', { 'data-id': alert.id, class: isNew ? 'alert new' : 'alert' },
    element('div', { class: 'alert-head' },
      element('button', { class: 'key', type: 'button', title: 'Show its forecast', onclick: () => choose(alert.key) }, alert.key),
      element('span', { class: 'kind' }, alert.kind),
      element('time', { datetime: alert.time }, time(alert.time))),
    element('p', { class: 'evidence' }, alert.evidence),
    element('p', { class: 'figures' },
      element('span', {}, 'seen ', element('b', {}, amount(alert.observed))),
      element('span', {}, 'expected ', element('b', {}, amount(alert.expected))),
      element('span', {}, 'by chance ', element('b', {}, chance(alert.probability)))));
  if (isNew) setTimeout(() => item.classList.remove('new'), NEW_FOR);
  return item;
}
