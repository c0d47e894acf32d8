import type { Router } from 'express';
import { historyPage } from '../../../web/pages/history.tsx';
import { createReadHistory } from '../../services/sourceHistory.ts';
import type { PageContext } from './pageContext.ts';
import { bindVersionPage } from './versionPages.ts';

/** The versions that led to one, and those of them that changed a file. */
export function bindHistoryPages(router: Router, context: PageContext): void {
  const readHistory = createReadHistory(context.stores, context.runSource);
  bindVersionPage(router, context, 'history', async ({ version, previous, place, path, request, frame }) => {
    const { from } = request.query;
    const history = await readHistory(version, path, typeof from === 'string' ? from : undefined);
    return historyPage({
      ...{ ...frame, place, path },
      rows: history.entries.map((entry) => ({
        version: entry.version.version,
        date: new Date(entry.version.publishedAt).toISOString(),
        publisher: entry.version.publisher,
        previous: entry.previous?.version,
        ...{ files: entry.files, kind: entry.kind, lines: entry.lines },
      })),
      total: history.total,
      next: history.next?.version,
      capped: history.capped,
      previous: previous?.version,
    });
  });
}
