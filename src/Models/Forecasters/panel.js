// The forecast of a series, with its history and interval.

import { element } from '../text.js';
import { KeyPanel, valueColumn } from '../keypanel.js';
import { drawForecast } from '../forecastplot.js';

const HISTORY = 84;         // days of history drawn, at most

class ForecastPanel extends KeyPanel {
  #answer = null;

  constructor(model) {
    super(model, { title: `Forecast: ${model.name}`, parameters: '?horizon=14&level=0.8' });
    new ResizeObserver(() => this.#answer && this.#draw()).observe(this.result);
  }

  show(result, answer) {
    this.#answer = null;
    if (answer.points.length === 0) {
      const days = answer.history.length;
      return this.say(`${days === 0 ? 'No day is' : days === 1 ? 'One day is' : `${days} days are`} complete; a forecast needs more.`);
    }
    const place = element('div', { id: `${this.model.name}-plot`, class: 'plot forecast-plot', tabindex: 0, role: 'group', 'aria-label': `Forecast of ${answer.series}` });
    const reading = element('p', { id: `${this.model.name}-reading`, class: 'reading', 'aria-live': 'polite' });
    const legend = element('ul', { class: 'legend' },
      element('li', {}, element('span', { class: 'swatch history' }), `observed ${valueColumn(this.model)}`),
      element('li', {}, element('span', { class: 'swatch mean' }), 'forecast'),
      element('li', {}, element('span', { class: 'swatch interval' }), `${Math.round(answer.level * 100)} % interval`),
      element('li', { class: 'model' }, answer.model));
    const had = result.contains(document.activeElement) && document.activeElement.classList.contains('forecast-plot');
    result.replaceChildren(place, reading, legend);
    this.#answer = { ...answer, history: answer.history.slice(-HISTORY) };
    this.#draw();
    if (had) place.focus();
  }

  #draw() {
    const [place, reading] = [this.result.querySelector('.forecast-plot'), this.result.querySelector('.reading')];
    if (place) drawForecast(place, reading, this.#answer)();
  }
}

export default model => new ForecastPanel(model);
