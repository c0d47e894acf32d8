import * as z from 'zod';
import { draftImageHref, editHref } from '../../../web/links.ts';
import { type HighlightLines, renderReadmeInColours } from '../../../web/markdown.ts';
import { createThreads, type ThreadOptions } from '../../services/threads.ts';

/** A README that is being written, and the files beside it that it may show or lead to. */
export const previewRequest = z.object({
  readme: z.string(),
  images: z.array(z.string()).max(2_000),
  files: z.array(z.string()).max(2_000),
});

/** The same, with the draft that it is of. */
export type Preview = z.infer<typeof previewRequest> & { readonly id: string };

/** Renders as the Hub does; `undefined` where that takes too long. */
export type RenderPreview = (preview: Preview) => Promise<string | undefined>;

/** A README takes a good part of a second at worst. */
const OPTIONS: ThreadOptions = { deadline: 5_000, most: 1, mostWaiting: 20, memory: 256, announces: true };

/** Makes the renderer, in this thread. */
export function createRenderPreview(highlight: HighlightLines): RenderPreview {
  return async ({ id, readme, images, files }) => {
    const [known, texts] = [new Set(images), new Set(files)];
    const base = {
      resolveImage: (path: string) => (known.has(path) ? draftImageHref(id, path) : undefined),
      resolveLink: (path: string) => (known.has(path) || texts.has(path) ? editHref(id, path) : undefined),
    };
    return renderReadmeInColours(readme, base, highlight);
  };
}

/** Makes the renderer in a thread of its own; `program` is the built file of `readmeThread.ts`. */
export function createPreviewAside(program: URL, options: ThreadOptions = {}): RenderPreview {
  return createThreads<Preview, string>(program, { ...OPTIONS, ...options });
}
