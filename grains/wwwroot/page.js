// Wires the page to the live stream.

import { byId, write } from './text.js';
import { follow } from './net.js';
import { show as showRate } from './rateplot.js';
import { showAlerts } from './alerts.js';
import { showShards } from './shards.js';
import { forecast, recommendations } from './panels.js';

const REFRESH = 10_000;     // ms between two questions for what is shown, while events come in

let applied = 0, asked = 0;

function connection(state, text) {
  byId('connection').dataset.state = state;
  document.body.classList.toggle('stale', state === 'lost');
  write('connection-text', text);
}

function update({ deployments, alerts }) {
  const now = performance.now();
  showShards(deployments);
  if (deployments.length > 0) showRate(deployments, now);
  if (alerts) showAlerts(alerts, key => forecast.choose(key));
  for (const panel of [forecast, recommendations]) panel.use(deployments).catch(() => { });
  const events = deployments.reduce((sum, deployment) => sum + deployment.totals.events, 0);
  if (events !== applied && now - asked > REFRESH && !document.hidden) {
    [applied, asked] = [events, now];
    forecast.refresh();
    recommendations.refresh();
  }
}

follow('api/live', update, connection);
