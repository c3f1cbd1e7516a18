// A panel that shows what a model answers for one key: a field to choose the key with, some keys to click, and the answer.

import { amount, element } from './text.js';
import { get } from './net.js';

const SAMPLES = 6;          // keys offered to click
const OFFERED = 200;        // keys offered while typing

/** The base of the kinds' panels; by itself it shows an answer as a table. */
export class KeyPanel {
  #model; #query; #input; #samples; #keys; #used = false; #shown = null; #control = null;

  /** A panel of a model as /api/models describes it; the query is the first that is asked with a key. */
  constructor(model, { title = model.name, label = keyColumn(model), parameters = '' } = {}) {
    const id = part => `${model.name}-${part}`;
    this.#model = model;
    this.#query = model.queries.find(query => query.address.endsWith('/{key}'));
    this.parameters = parameters;
    this.#input = element('input', { id: id('key'), list: id('keys'), maxlength: 512, spellcheck: 'false', required: '' });
    this.#samples = element('p', { id: id('samples'), class: 'samples' });
    this.#keys = element('datalist', { id: id('keys') });
    this.result = element('div', { id: id('result'), class: 'result' });
    const form = element('form', { class: 'picker', autocomplete: 'off', onsubmit: event => { event.preventDefault(); this.choose(this.#input.value.trim()); } },
      element('label', { for: id('key') }, label), this.#input, this.#keys, element('button', {}, 'Show'));
    this.section = element('section', { id: id('panel'), class: 'card panel', 'aria-labelledby': id('title') },
      element('div', { class: 'card-head' }, element('h2', { id: id('title') }, title), form),
      this.#samples, this.result);
  }

  get model() { return this.#model; }

  /** Offers some of the deployment's keys and shows the first, once there are any. */
  async use() {
    if (this.#used) return;
    const { keys } = await get(`api/keys/${encodeURIComponent(this.#model.deployment)}?count=${OFFERED}`);
    if (keys.length === 0) return this.say('Nothing is known yet; it will be when the first events are in.');
    this.#used = true;
    this.#keys.replaceChildren(...keys.map(key => element('option', { value: key })));
    this.#samples.replaceChildren('Try ', ...keys.slice(0, SAMPLES).map(key => element('button', { type: 'button', onclick: () => this.choose(key) }, key)));
    if (this.#shown === null) await this.choose(keys[0]);
  }

  /** Shows a key. */
  async choose(key) {
    if (key === '') return;
    this.#input.value = key;
    this.#shown = key;
    this.result.setAttribute('aria-busy', 'true');
    await this.refresh();
    this.result.removeAttribute('aria-busy');
  }

  /** Asks again for the key shown. */
  async refresh() {
    if (this.#shown === null) return;
    this.#control?.abort();
    const { signal } = this.#control = new AbortController();
    try {
      const path = this.#query.address.slice(1).replace('{key}', () => encodeURIComponent(this.#shown));
      const answer = await get(`${path}${this.parameters}`, signal);
      if (!signal.aborted) this.show(this.result, answer);
    } catch (error) {
      if (error.name !== 'AbortError') this.say(error.status ? error.message : 'The server does not answer; it is asked again soon.');
    }
  }

  /** Shows an answer. */
  show(result, answer) {
    const { rows, columns } = this.#query.table;
    const shown = rows === '' ? [answer] : answer[rows];
    result.replaceChildren(element('table', {},
      element('thead', {}, element('tr', {}, ...columns.map(column => element('th', { scope: 'col' }, column)))),
      element('tbody', {}, ...shown.map(row => element('tr', {}, ...columns.map(column => element('td', {}, text(row[column])))))),
    ));
  }

  say(text) {
    this.result.replaceChildren(element('p', { class: 'empty' }, text));
  }
}

/** The column that a model's states are kept by. */
export const keyColumn = model => model.columns.find(column => column.role === 'key')?.name ?? 'key';

/** The column whose values a model learns from; rows where it counts them. */
export const valueColumn = model => model.columns.find(column => column.role === 'feature')?.name ?? 'rows';

const text = value => typeof value === 'number' ? amount(value) : value === null || value === undefined ? '' : String(value);
