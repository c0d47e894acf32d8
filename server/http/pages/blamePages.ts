import type { Router } from 'express';
import { blamePage } from '../../../web/pages/blame.tsx';
import { createBlameFile } from '../../services/blameFile.ts';
import type { PageContext } from './pageContext.ts';
import { shownSource } from './shownSource.ts';
import { bindVersionPage } from './versionPages.ts';

/** Which version introduced each line of a file. */
export function bindBlamePages(router: Router, context: PageContext): void {
  const blameFile = createBlameFile(context.stores, context.runSource);
  bindVersionPage(router, context, 'blame', async ({ version, all, previous, place, path, frame }) => {
    const { text, size, origins, capped, coarse } = await blameFile(version, path);
    return blamePage({
      ...{ ...frame, place, path, size, capped, coarse },
      source: await shownSource(context.highlight, path, text),
      origins: origins?.map((one) => ({
        version: one.version,
        date: new Date(one.publishedAt).toISOString(),
      })),
      versions: all.map((one) => one.version),
      previous: previous?.version,
    });
  });
}
