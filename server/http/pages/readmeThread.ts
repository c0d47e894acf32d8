// The program of a thread that renders READMEs while they are written: one answer for each message, in turn.
import { parentPort } from 'node:worker_threads';
import { createHighlight } from '../../services/highlight.ts';
import { createSourceJobs } from '../../services/sourceJobs.ts';
import { createRenderPreview, type Preview } from './preview.ts';

const highlight = createHighlight(createSourceJobs());
const render = createRenderPreview(highlight);
// The grammar that is used most is made ready before any deadline is counted.
await highlight('export const a: B = f(`c`, 1); // d', 'ts');
parentPort?.on('message', async (preview: Preview) => parentPort?.postMessage(await render(preview)));
parentPort?.postMessage('ready');
