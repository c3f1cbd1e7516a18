// Events per second of each deployment over the last two minutes.

import { byId, compact, element, shape } from './text.js';
import { area, canvas, grid, line, scale, ticks } from './plot.js';

const SPAN = 120;       // s shown
const samples = [];     // { at: ms, rates: Map of deployment to events/s }

/** Takes the newest state and draws. */
export function show(deployments, now) {
  samples.push({ at: now, rates: new Map(deployments.map(deployment => [deployment.name, deployment.totals.eventsPerSecond])) });
  while (now - samples[0].at > (SPAN + 5) * 1_000) samples.shift();
  draw(deployments.map(deployment => deployment.name));
}

function draw(names) {
  const place = byId('rate-plot');
  const newest = samples.at(-1);
  const highest = Math.max(10, ...samples.flatMap(sample => [...sample.rates.values()]));
  const marks = ticks(0, highest * 1.05, 4);
  const top = Math.max(highest * 1.05, marks.at(-1));
  const { svg, width, height } = canvas(place, `Events per second over the last two minutes: ${names.map(name => `${name} ${compact(newest.rates.get(name))}`).join(', ')}`);
  const left = 46, right = width - 8, bottom = height - 22;
  const x = scale(newest.at - SPAN * 1_000, newest.at, left, right), y = scale(0, top, bottom, 8);

  grid(svg, marks, y, left, right, compact);
  for (const seconds of width < 420 ? [120, 60, 0] : [120, 90, 60, 30, 0]) {
    const anchor = seconds === 0 ? 'end' : seconds === SPAN ? 'start' : 'middle';
    svg.append(shape('text', { class: 'tick', x: x(newest.at - seconds * 1_000), y: height - 5, 'text-anchor': anchor }, seconds === 0 ? 'now' : `−${seconds} s`));
  }
  names.forEach((name, index) => {
    const points = samples.filter(sample => sample.rates.has(name)).map(sample => [Math.max(left, x(sample.at)), y(sample.rates.get(name))]);
    if (points.length > 1) svg.append(shape('path', { class: `fill series-${index % 4}`, d: area(points, [[points[0][0], bottom], [points.at(-1)[0], bottom]]) }));
    svg.append(shape('path', { class: `stroke series-${index % 4}`, d: line(points) }));
    const [endX, endY] = points.at(-1);
    svg.append(shape('circle', { class: `end series-${index % 4}`, cx: endX, cy: endY, r: 3.5 }));
  });
  place.replaceChildren(svg);
  byId('rate-legend').replaceChildren(...names.map((name, index) =>
    element('li', {}, element('span', { class: `swatch series-${index % 4}` }), name, element('b', {}, compact(newest.rates.get(name))))));
}
