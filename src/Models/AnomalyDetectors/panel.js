// Incidents as they begin and end, the one that began last first, with their evidence.

import { amount, chance, element, time } from '../text.js';
import { OutputPanel } from '../outputpanel.js';

const END = '-end';

class AnomalyPanel extends OutputPanel {
  constructor(model, page) {
    super(model, page, { title: 'Anomalies', empty: 'No anomaly yet. They appear here as the detector finds them in the stream.' });
  }

  /** An incident that has ended stands in the place of its begin. */
  outputs(all) {
    const own = all.filter(output => output.model === this.model.name);
    const ended = own.filter(output => output.kind.endsWith(END))
      .map(output => ({ ...output, kind: output.kind.slice(0, -END.length), time: output.payload.begin, eventId: '' }));
    const name = output => JSON.stringify([output.key, output.kind, output.time, output.payload.score > 0]);
    const over = new Map(ended.map(output => [name(output), output]));
    const open = own.filter(output => !output.kind.endsWith(END) && !over.has(name(output)));
    super.outputs([...open, ...over.values()].sort((a, b) => a.time < b.time ? 1 : a.time > b.time ? -1 : 0));
  }

  describe({ payload }) {
    const figure = (label, value) => element('span', {}, `${label} `, element('b', {}, value));
    return [
      element('p', { class: 'evidence' }, payload.evidence),
      element('p', { class: 'figures' },
        figure('seen', amount(payload.observed)), figure('expected', amount(payload.expected)), figure('by chance', chance(payload.probability)),
        ...payload.end ? [figure('over since', time(payload.end))] : []),
    ];
  }
}

export default (model, page) => new AnomalyPanel(model, page);
