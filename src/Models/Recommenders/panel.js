// The best items for a user.

import { element, significant } from '../text.js';
import { KeyPanel, keyColumn } from '../keypanel.js';

class RecommendationPanel extends KeyPanel {
  constructor(model) {
    super(model, { title: `Recommendations: ${model.name}`, parameters: '?count=10' });
  }

  show(result, answer) {
    const best = Math.max(...answer.items.map(item => item.score), 0), least = Math.min(...answer.items.map(item => item.score), 0);
    const items = answer.items.map(item => {
      const bar = element('span', { class: 'score', 'aria-hidden': 'true' }, element('i'));
      bar.firstChild.style.width = `${(item.score - least) / (best - least || 1) * 100}%`;
      return element('li', {}, element('span', { class: 'item' }, item.item), bar, element('span', { class: 'value' }, significant(item.score)));
    });
    const who = keyColumn(this.model);
    result.replaceChildren(
      element('p', { class: 'reading' }, answer.known ? `From the history of this ${who}: ` : `No history of this ${who}; what sells now: `, element('span', { class: 'model' }, answer.model)),
      items.length > 0 ? element('ol', { class: 'items' }, ...items) : element('p', { class: 'empty' }, 'Nothing to recommend.'));
  }
}

export default model => new RecommendationPanel(model);
