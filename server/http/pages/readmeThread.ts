// The program of a thread that renders READMEs while they are written: one answer for each message, in turn.
import { parentPort } from 'node:worker_threads';
import { createHighlight } from '../../services/highlight.ts';
import { createSourceJobs } from '../../services/sourceJobs.ts';
import { createRenderPreview, type Preview } from './preview.ts';

const render = createRenderPreview(createHighlight(createSourceJobs()));
parentPort?.on('message', async (preview: Preview) => parentPort?.postMessage(await render(preview)));
