// Wires the page to the live stream, and puts a panel on it for each deployed model.

import { byId, write } from './text.js';
import { follow, get } from './net.js';
import { show as showRate } from './rateplot.js';
import { showModels } from './models.js';
import { showShards } from './shards.js';
import { KeyPanel } from './keypanel.js';
import { OutputPanel } from './outputpanel.js';

const REFRESH = 10_000;     // ms between two questions for what is shown, while events come in

let applied = 0, asked = 0, looked = 0, panels = null, newest = [];

const page = {
  /** Shows a key in the panels of the deployment's models. */
  choose(key, deployment) {
    for (const panel of panels) if (panel.choose && panel.model.deployment === deployment) panel.choose(key);
  },
};

function connection(state, text) {
  byId('connection').dataset.state = state;
  document.body.classList.toggle('stale', state === 'lost');
  write('connection-text', text);
}

async function panelOf(model) {
  if (model.panel) return (await import(`./${model.panel}`)).default(model, page);
  return model.queries.some(query => query.address.endsWith('/{key}')) ? new KeyPanel(model) : new OutputPanel(model, page);
}

async function buildPanels() {
  const { pipeline, models } = await get('api/models');
  write('pipeline', pipeline);
  document.title = `${pipeline} · DistributedML`;
  showModels(models);
  const made = await Promise.all(models.map(panelOf));
  made.sort((one, other) => (other.outputs ? 1 : 0) - (one.outputs ? 1 : 0));   // lists are tall, and begin on the left
  byId('models').before(...made.map(panel => panel.section));
  for (const panel of made) panel.outputs?.(newest);
  return made;
}

async function update({ deployments, outputs }) {
  const now = performance.now();
  showShards(deployments);
  if (deployments.length > 0) showRate(deployments, now);
  if (outputs) newest = outputs;
  if (panels === null) {
    panels = [];
    panels = await buildPanels().catch(() => null);   // asked again with the next message
  } else if (outputs) {
    for (const panel of panels) panel.outputs?.(outputs);
  }
  for (const panel of panels ?? []) panel.use().catch(() => { });
  const events = deployments.reduce((sum, deployment) => sum + deployment.totals.events, 0);
  if (events !== applied && now - asked > REFRESH && !document.hidden) {
    [applied, asked] = [events, now];
    for (const panel of panels ?? []) panel.refresh();
  }
  if (now - looked > REFRESH && !document.hidden) {
    looked = now;
    get('api/models').then(({ models }) => showModels(models)).catch(() => { });   // another version may serve
  }
}

follow('api/live', update, connection);
