// History of a series, the forecast behind it and its interval; a reading under the pointer or the arrow keys.

import { amount, compact, day, element, shape, shortDay, time } from './text.js';
import { area, canvas, grid, line, scale, ticks } from './plot.js';

/** Draws a forecast into a place and returns what to read out. */
export function drawForecast(place, reading, answer) {
  const days = [
    ...answer.history,
    ...answer.points,
  ];
  const percent = `${Math.round(answer.level * 1_000) / 10} %`;
  const highest = Math.max(1, ...days.map(point => point.value ?? point.upper));
  const lowest = Math.min(0, ...days.map(point => point.value ?? point.lower));
  const marks = ticks(lowest, highest * 1.05, 5);
  const { svg, width, height } = canvas(place,
    `Series ${answer.series}: ${answer.history.length} days of history and ${answer.points.length} days of forecast with its ${percent} interval. Arrow keys read the days.`);
  const left = 46, right = width - 12, bottom = height - 24;
  const x = scale(0, days.length - 1, left, right), y = scale(Math.min(lowest, marks[0]), Math.max(highest * 1.05, marks.at(-1)), bottom, 8);
  const first = answer.history.length;

  grid(svg, marks, y, left, right, compact);
  const step = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor((right - left) / 70))));
  for (let index = (days.length - 1) % step; index < days.length; index += step) {
    const anchor = x(index) > right - 20 ? 'end' : 'middle';
    svg.append(shape('text', { class: 'tick', x: x(index), y: height - 6, 'text-anchor': anchor }, shortDay(days[index].day)));
  }

  // The forecast starts where the history ends.
  const start = answer.history.slice(-1).map(point => [x(first - 1), y(point.value)]);
  const ahead = value => [...start, ...answer.points.map((point, index) => [x(first + index), y(value(point))])];
  const upper = ahead(point => point.upper), lower = ahead(point => point.lower);
  svg.append(shape('path', { class: 'interval', d: area(upper, lower) }));
  if (first > 0) svg.append(shape('line', { class: 'today', x1: x(first - 1), x2: x(first - 1), y1: 8, y2: bottom }));
  svg.append(shape('path', { class: 'stroke history', d: line(answer.history.map((point, index) => [x(index), y(point.value)])) }));
  svg.append(shape('path', { class: 'stroke mean', d: line(ahead(point => point.mean)) }));

  const cross = shape('line', { class: 'cross', y1: 8, y2: bottom, visibility: 'hidden' });
  const dot = shape('circle', { class: 'dot', r: 4, visibility: 'hidden' });
  svg.append(cross, dot);

  let chosen = Math.min(first, days.length - 1);
  const choose = index => {
    chosen = Math.max(0, Math.min(days.length - 1, index));
    const point = days[chosen];
    for (const mark of [cross, dot]) mark.setAttribute('visibility', 'visible');
    cross.setAttribute('x1', x(chosen));
    cross.setAttribute('x2', x(chosen));
    dot.setAttribute('cx', x(chosen));
    dot.setAttribute('cy', y(point.value ?? point.mean));
    reading.replaceChildren(element('b', {}, point.time ? time(point.time) : day(point.day)), point.value === undefined
      ? ` forecast ${amount(point.mean)}, ${percent} between ${amount(point.lower)} and ${amount(point.upper)}`
      : ` observed ${amount(point.value)}`);
  };
  svg.addEventListener('pointermove', event => choose(Math.round((event.offsetX - left) / (right - left) * (days.length - 1))));
  place.onkeydown = event => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (move) { choose(chosen + move); event.preventDefault(); }
  };
  place.replaceChildren(svg);
  return () => choose(chosen);
}
