// Incidents as they begin and end, the one that began last first, with their evidence.

import { amount, chance, element, time } from '../text.js';
import { valueColumn } from '../keypanel.js';
import { OutputPanel } from '../outputpanel.js';

const END = '-end';

class AnomalyPanel extends OutputPanel {
  constructor(model, page) {
    super(model, page, { title: `Anomalies: ${model.name}`, empty: 'No anomaly yet. They appear here as the detector finds them in the stream.' });
  }

  /** An incident that has ended stands in the place of its begin. */
  outputs(all) {
    const own = all.filter(output => output.model === this.model.name);
    const ended = own.filter(output => output.kind.endsWith(END))
      .map(output => ({ ...output, kind: output.kind.slice(0, -END.length), time: output.payload.begin, eventId: '' }));
    const name = output => JSON.stringify([output.key, output.kind, output.time, output.payload.score > 0]);
    const begun = new Map(own.filter(output => !output.kind.endsWith(END)).map(output => [name(output), output]));
    const over = new Map(ended.map(output => [name(output), output]));
    for (const [id, output] of over) {   // the begin says more while it is all that there was
      if (output.payload.end === output.payload.begin && begun.has(id)) over.set(id, { ...output, payload: { ...output.payload, evidence: begun.get(id).payload.evidence } });
    }
    const open = [...begun].filter(([id]) => !over.has(id)).map(([, output]) => output);
    super.outputs([...open, ...over.values()].sort((a, b) => a.time < b.time ? 1 : a.time > b.time ? -1 : 0));
  }

  describe({ kind, payload }) {
    const what = kind === 'amount' ? valueColumn(this.model) : 'events';
    const figure = (label, value) => element('span', {}, `${label} `, element('b', {}, value));
    return [
      element('p', { class: 'evidence' }, payload.evidence),
      element('p', { class: 'figures' },
        figure(what, amount(payload.observed)), figure('expected', amount(payload.expected)), figure('by chance', chance(payload.probability)),
        ...payload.end ? [figure('over since', time(payload.end))] : []),
    ];
  }
}

export default (model, page) => new AnomalyPanel(model, page);
