// The models that serve: which version, until when it was trained, and how good it was found.

import { byId, element, significant, time } from './text.js';

/** Shows a row for each model; the section is hidden where there is none. */
export function showModels(models) {
  byId('models').hidden = models.length === 0;
  byId('model-rows').replaceChildren(...models.flatMap(({ name, kind, quality }) => {
    const row = element('tr', {},
      element('th', { scope: 'row' }, name), element('td', { class: 'name' }, kind),
      ...quality === null || quality === undefined
        ? [element('td', { colspan: 5, class: 'text' }, 'No version serves yet. It is trained with dml train.')]
        : [
          element('td', {}, `v${quality.version}`), element('td', {}, quality.trainedUntil ? time(quality.trainedUntil) : 'not known'),
          element('td', { class: 'name' }, quality.metric ?? ''), element('td', {}, value(quality.value, quality.unit, 'not scored')),
          element('td', {}, value(quality.baseline, quality.unit, 'none')),
        ]);
    const said = [quality?.summary, quality?.promotion && `Promotion: ${quality.promotion}`].filter(Boolean);
    return said.length === 0 ? [row] : [row, element('tr', { class: 'said' }, element('td', { colspan: 7, class: 'text' }, ...said.map(text => element('p', {}, text))))];
  }));
}

const value = (number, unit, missing) => number === null || number === undefined ? missing : `${significant(number)}${unit ? ` ${unit}` : ''}`;
