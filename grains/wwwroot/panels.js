// The two things that one can ask for: the forecast of an item and the recommendations for a customer.

import { byId, element, significant } from './text.js';
import { get } from './net.js';
import { drawForecast } from './forecastplot.js';

const SAMPLES = 6;          // keys offered to click
const OFFERED = 200;        // keys offered while typing
const HISTORY = 84;         // days of history drawn, at most

/** A panel that shows what the API says of one key. */
class Panel {
  #answers; #missing; #input; #samples; #keys; #result; #deployment = null; #shown = null; #control = null;

  constructor({ form, input, samples, keys, result, answers, missing }) {
    [this.#input, this.#samples, this.#keys, this.#result] = [input, samples, keys, result].map(byId);
    this.#answers = answers;
    this.#missing = missing;
    byId(form).addEventListener('submit', event => {
      event.preventDefault();
      this.choose(this.#input.value.trim());
    });
  }

  /** Finds the deployment that answers; offers some of its keys and shows the first. */
  async use(deployments) {
    const deployment = deployments.find(candidate => candidate.answers.includes(this.#answers))?.name;
    if (deployment === undefined) return this.say(this.#missing);
    if (this.#deployment === deployment && this.#keys.childElementCount > 0) return;
    this.#deployment = deployment;
    const { keys } = await get(`api/keys/${encodeURIComponent(deployment)}?count=${OFFERED}`);
    if (keys.length === 0) return this.say('Nothing is known yet; it will be when the first events are in.');
    this.#keys.replaceChildren(...keys.map(key => element('option', { value: key })));
    this.#samples.replaceChildren('Try ', ...keys.slice(0, SAMPLES).map(key => element('button', { type: 'button', onclick: () => this.choose(key) }, key)));
    if (this.#shown === null) this.choose(keys[0]);
  }

  /** Shows a key. */
  async choose(key) {
    if (key === '') return;
    this.#input.value = key;
    this.#shown = key;
    this.#result.setAttribute('aria-busy', 'true');
    await this.refresh();
    this.#result.removeAttribute('aria-busy');
  }

  /** Asks again for the key shown. */
  async refresh() {
    if (this.#shown === null) return;
    this.#control?.abort();
    const { signal } = this.#control = new AbortController();
    try {
      const answer = await get(this.path(encodeURIComponent(this.#shown)), signal);
      if (!signal.aborted) this.show(this.#result, answer);
    } catch (error) {
      if (error.name !== 'AbortError') this.say(error.status ? error.message : 'The server does not answer; it is asked again soon.');
    }
  }

  say(text) {
    this.#result.replaceChildren(element('p', { class: 'empty' }, text));
  }
}

class ForecastPanel extends Panel {
  #answer = null;

  constructor() {
    super({
      form: 'forecast-form', input: 'series', samples: 'series-samples', keys: 'series-keys', result: 'forecast-result', answers: 'forecasts',
      missing: 'This pipeline deploys no forecaster.',
    });
    new ResizeObserver(() => this.#answer && this.#draw()).observe(byId('forecast-result'));
  }

  path(key) { return `api/forecasts/${key}?horizon=14&level=0.8`; }

  show(result, answer) {
    this.#answer = null;
    if (answer.points.length === 0) {
      const days = answer.history.length;
      return this.say(`${days === 0 ? 'No day is' : days === 1 ? 'One day is' : `${days} days are`} complete; a forecast needs more.`);
    }
    const place = element('div', { id: 'forecast-plot', class: 'plot', tabindex: 0, role: 'group', 'aria-label': `Forecast of ${answer.series}` });
    const reading = element('p', { id: 'forecast-reading', class: 'reading', 'aria-live': 'polite' });
    const legend = element('ul', { class: 'legend' },
      element('li', {}, element('span', { class: 'swatch history' }), 'observed'),
      element('li', {}, element('span', { class: 'swatch mean' }), 'forecast'),
      element('li', {}, element('span', { class: 'swatch interval' }), `${Math.round(answer.level * 100)} % interval`),
      element('li', { class: 'model' }, answer.model));
    const had = result.contains(document.activeElement) && document.activeElement.id === 'forecast-plot';
    result.replaceChildren(place, reading, legend);
    this.#answer = { ...answer, history: answer.history.slice(-HISTORY) };
    this.#draw();
    if (had) place.focus();
  }

  #draw() {
    const place = byId('forecast-plot');
    if (place) drawForecast(place, byId('forecast-reading'), this.#answer)();
  }
}

class RecommendationPanel extends Panel {
  constructor() {
    super({
      form: 'user-form', input: 'user', samples: 'user-samples', keys: 'user-keys', result: 'user-result', answers: 'recommendations',
      missing: 'This pipeline deploys no recommender.',
    });
  }

  path(key) { return `api/recommendations/${key}?count=10`; }

  show(result, answer) {
    const best = Math.max(...answer.items.map(item => item.score), 0), least = Math.min(...answer.items.map(item => item.score), 0);
    const items = answer.items.map(item => {
      const bar = element('span', { class: 'score', 'aria-hidden': 'true' }, element('i'));
      bar.firstChild.style.width = `${(item.score - least) / (best - least || 1) * 100}%`;
      return element('li', {}, element('span', { class: 'item' }, item.item), bar, element('span', { class: 'value' }, significant(item.score)));
    });
    result.replaceChildren(
      element('p', { class: 'reading' }, answer.known ? 'From this customer’s history: ' : 'No history of this customer; what sells now: ', element('span', { class: 'model' }, answer.model)),
      items.length > 0 ? element('ol', { class: 'items' }, ...items) : element('p', { class: 'empty' }, 'Nothing to recommend.'));
  }
}

export const forecast = new ForecastPanel();
export const recommendations = new RecommendationPanel();
