import type { Router } from 'express';
import { sourceFilePage } from '../../../web/pages/sourceFile.tsx';
import { sourceTreePage } from '../../../web/pages/sourceTree.tsx';
import { listSource, readSourceAt } from '../../services/readSource.ts';
import type { PageContext } from './pageContext.ts';
import { shownSource } from './shownSource.ts';
import { bindVersionPage } from './versionPages.ts';

const PREVIEW_LINES = 200;

/** The tree of a version, its folders, and its files. */
export function bindSourcePages(router: Router, context: PageContext): void {
  const { stores, highlight } = context;
  bindVersionPage(router, context, 'source', async ({ version, all, previous, place, path, frame }) => {
    const found = path === '' ? 'folder' : await readSourceAt(stores, version, path);
    const { files, entrypoint } = await listSource(stores, version);
    const page = {
      ...frame,
      place,
      versions: all.map((one) => one.version),
      previous: previous?.version,
    };
    if (found !== 'folder') {
      const source = 'text' in found ? await shownSource(highlight, path, found.text) : undefined;
      return sourceFilePage({ ...page, path, size: found.size, source, files });
    }
    const listed = path === '' ? files : files.filter((file) => file.path.startsWith(`${path}/`));
    const entered = path === '' && entrypoint ? await readSourceAt(stores, version, entrypoint) : 'folder';
    const preview =
      entered !== 'folder' && 'text' in entered
        ? await shownSource(highlight, entered.path, entered.text, PREVIEW_LINES)
        : undefined;
    return sourceTreePage({ ...page, folder: path, files: listed, entrypoint, preview });
  });
}
