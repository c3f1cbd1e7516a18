// The deployments' totals and their shards.

import { amount, byId, compact, count, element, lag, time, write } from './text.js';

/** Shows totals over all deployments, and every shard. */
export function showShards(deployments) {
  const sum = value => deployments.reduce((total, deployment) => total + value(deployment.totals), 0);
  const lags = deployments.map(deployment => deployment.totals.lag);
  const newest = deployments.map(deployment => deployment.totals.watermark).filter(Boolean).sort().at(-1);
  write('rate', amount(sum(totals => totals.eventsPerSecond)));
  write('total-events', count(sum(totals => totals.events)));
  write('total-lag', lags.some(value => value < 0) ? 'unknown' : lag(lags.reduce((a, b) => a + b, 0)));
  write('total-outputs', count(sum(totals => totals.outputs)));
  write('total-dead', count(sum(totals => totals.deadLetters)));
  write('watermark', newest ? time(newest) : 'none yet');
  byId('total-dead').classList.toggle('warn', sum(totals => totals.deadLetters) > 0);

  const most = Math.max(1_000, ...deployments.flatMap(deployment => deployment.shards.map(shard => shard.lag)));
  byId('shard-rows').replaceChildren(...deployments.length === 0
    ? [element('tr', {}, element('td', { colspan: 10, class: 'text' }, 'No deployment runs here. Start the silo with a pipeline file that has streams.'))]
    : deployments.flatMap((deployment, index) => [head(deployment, index), ...deployment.shards.flatMap(shard => rows(shard, most))]));
}

function head(deployment, index) {
  const totals = deployment.totals;
  return element('tr', { class: 'deployment' },
    element('th', { scope: 'rowgroup' }, element('span', { class: `swatch series-${index % 4}` }), deployment.name),
    element('td', { class: 'bar' }, lag(totals.lag)),
    ...[amount(totals.eventsPerSecond), count(totals.events), '', '', count(totals.keys), count(totals.lateEvents), count(totals.deadLetters)].map(text => element('td', {}, text)),
    element('td', { class: deployment.error ? 'text error' : 'text' }, deployment.error ?? (deployment.ready ? 'all shards consume' : 'not all shards consume')));
}

function rows(shard, most) {
  const bar = element('span', { class: 'meter', 'aria-hidden': 'true' }, element('i'));
  bar.firstChild.style.width = `${Math.max(0, shard.lag) / most * 100}%`;
  const made = [element('tr', {},
    element('th', { scope: 'row' }, `${shard.deployment}/${shard.partition}`),
    element('td', { class: 'bar' }, bar, element('span', {}, shard.lag < 0 ? '–' : compact(shard.lag))),
    ...[amount(shard.eventsPerSecond), count(shard.events), count(shard.offset), count(shard.checkpointOffset), count(shard.keys), count(shard.lateEvents), count(shard.deadLetters)]
      .map(text => element('td', {}, text)),
    element('td', { class: 'text' }, shard.models.join(', ')))];
  if (shard.note) made.push(element('tr', {}, element('td', { colspan: 10, class: 'text' }, `${shard.deployment}/${shard.partition}: ${shard.note}`)));
  if (shard.error) made.push(element('tr', {}, element('td', { colspan: 10, class: 'text error' }, `${shard.deployment}/${shard.partition} does not consume: ${shard.error}`)));
  return made;
}
