// Anomalies as they appear, newest first, with their evidence.

import { amount, chance, element } from '../text.js';
import { OutputPanel } from '../outputpanel.js';

class AnomalyPanel extends OutputPanel {
  constructor(model, page) {
    super(model, page, { title: 'Anomalies', empty: 'No anomaly yet. They appear here as the detector finds them in the stream.' });
  }

  describe({ payload }) {
    return [
      element('p', { class: 'evidence' }, payload.evidence),
      element('p', { class: 'figures' },
        element('span', {}, 'seen ', element('b', {}, amount(payload.observed))),
        element('span', {}, 'expected ', element('b', {}, amount(payload.expected))),
        element('span', {}, 'by chance ', element('b', {}, chance(payload.probability)))),
    ];
  }
}

export default (model, page) => new AnomalyPanel(model, page);
