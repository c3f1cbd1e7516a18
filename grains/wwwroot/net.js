// Talks to the API: JSON answers, the live stream, and the token that a server may ask for.

import { byId } from './text.js';

const TOKEN = 'dml-token';
const SILENCE = 6_000;          // ms without a message after which the connection counts as lost
const LONGEST_WAIT = 15_000;    // ms between two tries at most

/** An error that the API explained. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title || `The server answered with status ${status}.`);
    this.status = status;
    this.title = title || 'Error';
  }
}

let asking = null;

/** Asks for the token in a dialog; all requests that need it wait for the same one. */
function askForToken() {
  asking ??= new Promise(resolve => {
    const dialog = byId('token-dialog');
    byId('token-error').textContent = sessionStorage.getItem(TOKEN) ? 'The server does not take this token.' : '';
    dialog.addEventListener('cancel', event => event.preventDefault());
    byId('token-form').addEventListener('submit', event => {
      event.preventDefault();
      sessionStorage.setItem(TOKEN, byId('token').value.trim());
      byId('token').value = '';
      dialog.close();
      asking = null;
      resolve();
    }, { once: true });
    dialog.showModal();
  });
  return asking;
}

async function request(path, signal) {
  for (;;) {
    const token = sessionStorage.getItem(TOKEN);
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const response = await fetch(path, { headers, signal, cache: 'no-store' });
    if (response.status === 401) {
      if (token === sessionStorage.getItem(TOKEN)) await askForToken();
      continue;
    }
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    throw new Problem(response.status, problem.title, problem.detail);
  }
}

/** The JSON answer at a path. */
export async function get(path, signal) {
  return (await request(path, signal)).json();
}

/** Follows a stream of server-sent events for ever: message(data) for each, state(name, text) when the connection changes. */
export async function follow(path, message, state) {
  for (let failures = 0; ;) {
    const control = new AbortController();
    let timer;
    const expect = () => { clearTimeout(timer); timer = setTimeout(() => control.abort(), SILENCE); };
    try {
      const response = await request(path, control.signal);
      expect();
      for await (const data of events(response.body)) {
        expect();
        failures = 0;
        state('live', 'Live');
        message(JSON.parse(data));
      }
    } catch (error) {
      if (!(error instanceof Problem || error instanceof TypeError || error.name === 'AbortError')) console.error(error);
    } finally {
      clearTimeout(timer);
    }
    const wait = Math.min(LONGEST_WAIT, 1_000 * 2 ** failures++);
    for (let left = wait / 1_000; left > 0; left--) {
      state('lost', `Connection lost, retrying in ${left} s`);
      await new Promise(resolve => setTimeout(resolve, 1_000));
    }
    state('lost', 'Connection lost, retrying');
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5).trimStart()).join('\n');
      if (data) yield data;
    }
  }
}
