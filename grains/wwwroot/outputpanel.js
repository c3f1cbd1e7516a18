// A panel that lists what a model puts out while it learns, newest first.

import { amount, element, time } from './text.js';

const NEW_FOR = 12_000;     // ms that an output counts as new

/** The base of panels of outputs; by itself it shows an output's payload as name and value. */
export class OutputPanel {
  #seen = new Map();        // id to when it came, ms; 0 for those of the first message
  #list; #note; #empty; #noted; #came = false;

  constructor(model, page, { title = model.name, empty = 'Nothing yet. What the model puts out appears here.' } = {}) {
    const id = part => `${model.name}-${part}`;
    this.model = model;
    this.page = page;
    this.#empty = empty;
    this.#note = element('p', { id: id('note'), class: 'note', role: 'status' });
    this.#list = element('ol', { id: id('list'), class: 'output-list', tabindex: 0, 'aria-labelledby': id('title') });
    this.section = element('section', { id: id('panel'), class: 'card panel outputs', 'aria-labelledby': id('title') },
      element('div', { class: 'card-head' }, element('h2', { id: id('title') }, title), this.#note), this.#list);
  }

  async use() { }

  async refresh() { }

  /** Shows the newest outputs of all models; those of others are left out. */
  outputs(all) {
    const outputs = all.filter(output => output.model === this.model.name);
    const first = !this.#came;
    this.#came = true;
    const now = performance.now();
    const fresh = outputs.filter(output => !this.#seen.has(output.id));
    for (const output of fresh) this.#seen.set(output.id, first ? 0 : now);
    const shown = new Set(outputs.map(output => output.id));
    for (const id of this.#seen.keys()) if (!shown.has(id)) this.#seen.delete(id);

    const known = new Map([...this.#list.children].map(item => [item.dataset.id, item]));
    this.#list.replaceChildren(...outputs.length === 0
      ? [element('li', { class: 'empty' }, this.#empty)]
      : outputs.map(output => known.get(output.id) ?? this.#row(output, !first)));
    if (first || fresh.length === 0) return;
    this.#note.textContent = fresh.length === 1 ? `New: ${fresh[0].key}, ${fresh[0].kind}` : `${fresh.length} new`;
    clearTimeout(this.#noted);
    this.#noted = setTimeout(() => { this.#note.textContent = ''; }, NEW_FOR);
  }

  /** What a row says below its head. */
  describe(output) {
    return [element('p', { class: 'figures' }, ...Object.entries(output.payload).map(([name, value]) =>
      element('span', {}, `${name} `, element('b', {}, typeof value === 'number' ? amount(value) : String(value)))))];
  }

  #row(output, isNew) {
    const item = element('li', { 'data-id': output.id, class: isNew ? 'output new' : 'output' },
      element('div', { class: 'output-head' },
        element('button', { class: 'key', type: 'button', title: 'Show it in the other panels', onclick: () => this.page.choose(output.key, this.model.deployment) }, output.key),
        element('span', { class: 'kind' }, output.kind),
        element('time', { datetime: output.time }, time(output.time))),
      ...this.describe(output));
    if (isNew) setTimeout(() => item.classList.remove('new'), NEW_FOR);
    return item;
  }
}
