// What the two plots share: a drawing as wide as its place, round ticks, lines.

import { shape } from './text.js';

/** Round values from 0 or below to the top, about as many as wanted. */
export function ticks(low, high, wanted) {
  const span = Math.max(high - low, 1e-9);
  const power = 10 ** Math.floor(Math.log10(span / wanted));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(candidate => span / candidate <= wanted);
  const values = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-6; value += step) values.push(Math.abs(value) < step * 1e-6 ? 0 : value);
  return values;
}

/** A linear scale. */
export const scale = (from, to, start, end) => value => start + (value - from) / (to - from || 1) * (end - start);

/** A path through points; null breaks the line. */
export function line(points) {
  let path = '', pen = 'M';
  for (const point of points) {
    if (point === null) { pen = 'M'; continue; }
    path += `${pen}${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
    pen = 'L';
  }
  return path;
}

/** An area between two lines. */
export const area = (upper, lower) => `${line(upper)}L${line([...lower].reverse()).slice(1)}Z`;

/** An empty drawing of a place's size, in pixels, described for those who do not see it. */
export function canvas(place, label) {
  const width = Math.max(240, place.clientWidth), height = Math.max(120, place.clientHeight);
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label });
  return { svg, width, height };
}

/** Horizontal grid lines with their values at the left. */
export function grid(svg, values, y, left, right, format) {
  for (const value of values) {
    svg.append(
      shape('line', { class: 'grid', x1: left, x2: right, y1: y(value), y2: y(value) }),
      shape('text', { class: 'tick', x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, format(value)));
  }
}
