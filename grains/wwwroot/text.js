// How numbers, days and texts look. Everything that comes from outside enters the page as text, never as markup.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const three = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

export const count = value => whole.format(value);
export const amount = value => Math.abs(value) < 100 ? one.format(value) : whole.format(value);
export const compact = value => Math.abs(value) < 10_000 ? amount(value) : short.format(value);
export const significant = value => three.format(value);
export const lag = value => value < 0 ? 'unknown' : whole.format(value);

// The data's times have no zone, so they are shown as they stand.
export const day = text => weekday.format(new Date(text + 'T00:00Z'));
export const shortDay = text => dayMonth.format(new Date(text + 'T00:00Z'));
export const time = text => moment.format(new Date(text.replace(/(\.\d+)?Z?$/, '') + 'Z'));

/** A probability as people say it: "1 in 40 million". */
export function chance(probability) {
  if (!(probability > 0)) return 'less than 1 in a trillion';
  const odds = 1 / probability;
  if (odds > 1e12) return 'less than 1 in a trillion';
  if (odds < 10) return `${one.format(probability * 100)} %`;
  const long = new Intl.NumberFormat('en', { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 2 });
  return `1 in ${long.format(odds)}`;
}

/** An element with attributes, listeners (names with "on") and children, of which strings become text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** The same for SVG, which has no listeners here. */
export function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export const byId = id => document.getElementById(id);

/** Writes a text only when it changed, so that nothing is read out twice. */
export function write(id, text) {
  const target = byId(id);
  if (target.textContent !== text) target.textContent = text;
}
