import { createHostClient } from '@cuelight/adapters/host-client';

const { serviceUrl, processId } = document.body.dataset;
const getToken = async () => (await fetch('/token', { method: 'POST' })).text();
const runner = createHostClient({ url: serviceUrl, getToken });

const life = document.querySelector('ol');
const show = (text) => life.append(Object.assign(document.createElement('li'), { textContent: text }));

document.querySelector('button').onclick = async () => {
  const run = await runner.start(processId, { input: { in_Text: 'hello' } });
  if (!run.ok) return show(`${run.failure.detail} ${run.failure.problem?.remedy ?? ''}`);
  for await (const event of run.value.events) {
    const { state, output } = event.job ?? event.move ?? { state: `Lost: ${event.reason}` };
    show(output === undefined ? state : `${state} ${JSON.stringify(output)}`);
  }
};
