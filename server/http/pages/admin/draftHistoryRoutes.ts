import type { Router } from 'express';
import { draftChangeHref, draftHistoryHref, rawHref, sourceHref } from '../../../../web/links.ts';
import { type Against, draftChangePage } from '../../../../web/pages/admin/draftChange.tsx';
import { draftHistoryPage } from '../../../../web/pages/admin/draftHistory.tsx';
import type { ComparedSide } from '../../../../web/parts/comparedFile.tsx';
import type { Oid } from '../../../contract/names.ts';
import type { DraftCommit } from '../../../domain/draftCommit.ts';
import { newestOf, type PublishedVersion } from '../../../domain/publishedVersion.ts';
import type { CompareFiles } from '../../../services/compareVersions.ts';
import { findDraftCommit, readDraftHistory } from '../../../services/draftHistory.ts';
import { openDraft } from '../../../services/openDraft.ts';
import { restoreDraft } from '../../../services/restoreDraft.ts';
import { shownChanges } from '../shownChanges.ts';
import { placeOf } from './draftPlace.ts';
import { type Admin, type SignedInHandler, sentenceOf } from './signedIn.ts';

const NOTICES: Readonly<Record<string, string>> = {
  restored: 'The files were restored, by a new commit.',
  same: 'The draft has these files already: nothing was changed.',
};

/** The commits of a draft, what each of them changed, and the way back to one. */
export function bindDraftHistoryRoutes(router: Router, admin: Admin, compareFiles: CompareFiles): void {
  const { stores, highlight, adminFrame, sendPage, page, form } = admin;

  router.get(
    '/admin/functions/:id/history',
    page(async (request, response, who) => {
      const draft = await openDraft(stores, who.actor, request.params.id!);
      const { from, notice } = request.query;
      const history = await readDraftHistory(draft, typeof from === 'string' ? from : undefined);
      const said = Object.hasOwn(NOTICES, String(notice)) ? NOTICES[String(notice)] : undefined;
      sendPage(
        response,
        draftHistoryPage({
          ...adminFrame(request, response, who),
          ...{ draft: placeOf(draft), tip: draft.tip.commit, notice: said, now: stores.now() },
          rows: history.items.map((item) => ({
            ...rowOf(item),
            ...{ files: item.files, isFirst: item.isFirst },
          })),
          ...{ next: history.next, broken: history.broken },
        }),
      );
    }),
  );

  const showChange =
    (error?: string): SignedInHandler =>
    async (request, response, who) => {
      const draft = await openDraft(stores, who.actor, request.params.id!);
      const { commit, before } = await findDraftCommit(draft, request.params.commit!);
      const newest = newestOf(draft.published);
      const bases = new Map<Against, Base>([['before', before ? ownBase(before) : NOTHING]]);
      if (commit.oid !== draft.tip.commit) bases.set('now', { side: NOW, tree: draft.tip.tree });
      if (newest) bases.set('published', publishedBase(newest));
      const asked = request.query.against as Against;
      const against = bases.has(asked) ? asked : 'before';
      const base = bases.get(against)!;
      const compared = await compareFiles(who.actor.username, base.tree, commit.tree);
      sendPage(
        response,
        draftChangePage({
          ...adminFrame(request, response, who),
          ...{ draft: placeOf(draft), commit: rowOf(commit), tip: draft.tip.commit, error },
          ...{ against, bases: [...bases.keys()], published: newest?.version },
          ...{ before: base.side, after: { name: commit.oid.slice(0, 7) } },
          files: await shownChanges(highlight, compared),
          view: request.query.view === 'split' ? 'split' : 'unified',
          coarse: compared.some(({ texts }) => texts?.diff.coarse) ?? false,
          now: stores.now(),
        }),
      );
    };

  router.get('/admin/functions/:id/history/:commit', page(showChange()));

  router.post(
    '/admin/functions/:id/history/:commit/restore',
    form(
      ({ id, commit }) => draftChangeHref(id!, commit!),
      async (request, response, who) => {
        const { id, commit } = request.params as Record<'id' | 'commit', string>;
        const expected = String((request.body as Record<string, unknown>).tip ?? '');
        try {
          const restored = await restoreDraft(stores, who.actor, id, { commit, expected });
          response.redirect(303, `${draftHistoryHref(id)}?notice=${restored ? 'restored' : 'same'}`);
        } catch (error) {
          const { status, sentence } = sentenceOf(error);
          await showChange(sentence)(request, response.status(status), who);
        }
      },
    ),
  );
}

/** What a commit is compared with; without a tree all of its files are new. */
interface Base {
  readonly side: ComparedSide;
  readonly tree: Oid | undefined;
}

const NOTHING: Base = { side: { name: 'nothing' }, tree: undefined };
const NOW: ComparedSide = { name: 'the draft as it stands' };

function ownBase({ oid, tree }: DraftCommit): Base {
  return { side: { name: oid.slice(0, 7) }, tree };
}

function publishedBase({ account, slug, version, tree }: PublishedVersion): Base {
  return {
    side: {
      name: version,
      fileHref: (path) => sourceHref(account, slug, version, path),
      rawHref: (path) => rawHref(account, slug, version, path),
    },
    tree,
  };
}

function rowOf({ oid, at, source, subject, message }: DraftCommit) {
  return { commit: oid, at, source, subject, message };
}
