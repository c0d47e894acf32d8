import type { Router } from 'express';
import { functionHref, publishHref } from '../../../../web/links.ts';
import { publishDraftPage } from '../../../../web/pages/admin/publishDraft.tsx';
import { RegistryError } from '../../../contract/errors.ts';
import { parseVersion, type Version } from '../../../contract/names.ts';
import type { CompareFiles } from '../../../services/compareVersions.ts';
import { type Publication, readPublication } from '../../../services/publication.ts';
import { publish } from '../../../services/publish.ts';
import { shownChanges } from '../shownChanges.ts';
import { placeOf } from './draftPlace.ts';
import { type Admin, type SignedInHandler, sentenceOf } from './signedIn.ts';

/** What was chosen in the form, as it was sent. */
interface Chosen {
  readonly commit: string;
  /** A version, or `exact` for the one that was typed. */
  readonly version: string;
  readonly exact: string;
  readonly allowSecrets: boolean;
}

/** What publishing a draft would do, and the form that does it. */
export function bindPublishRoutes(router: Router, admin: Admin, compareFiles: CompareFiles): void {
  const { stores, runSource, highlight, adminFrame, sendPage, page, form } = admin;
  const reader = { stores, compareFiles, runSource };

  const show =
    (error?: string, chosen?: Chosen): SignedInHandler =>
    async (request, response, who) => {
      const publication = await readPublication(reader, who.actor, request.params.id!);
      const { tip, newest, unchanged, stated, change, proposal, compared } = publication;
      sendPage(
        response,
        publishDraftPage({
          ...adminFrame(request, response, who),
          ...{ draft: placeOf(publication), commit: tip.commit, error },
          ...{ newest: newest?.version, unchanged: unchanged?.version, states: stated !== undefined },
          ...{ choices: proposal.choices, taken: proposal.taken },
          ...{ chosen: chosenIn(publication, chosen), exact: chosen?.exact ?? '' },
          allowSecrets: chosen?.allowSecrets ?? false,
          judgement: change && {
            level: proposal.level ?? change.level,
            reasons: reasonsOf(publication),
          },
          ...{ cautions: publication.cautions, diagnostics: publication.diagnostics },
          files: await shownChanges(highlight, compared),
          view: request.query.view === 'split' ? 'split' : 'unified',
          coarse: compared.some(({ texts }) => texts?.diff.coarse) ?? false,
        }),
      );
    };

  router.get('/admin/functions/:id/publish', page(show()));

  router.post(
    '/admin/functions/:id/publish',
    form(
      ({ id }) => publishHref(id!),
      async (request, response, who) => {
        const chosen = chosenBy(request.body as Record<string, unknown>);
        try {
          const { commit, allowSecrets } = chosen;
          const seen = { commit, version: versionOf(chosen) };
          const done = await publish(stores, who.actor, request.params.id!, { allowSecrets }, seen);
          response.redirect(
            303,
            `${functionHref(done.author, done.slug, done.version)}?notice=${done.action}`,
          );
        } catch (error) {
          const { status, sentence } = sentenceOf(error);
          await show(sentence, chosen)(request, response.status(status), who);
        }
      },
    ),
  );
}

function chosenBy(body: Record<string, unknown>): Chosen {
  const text = (name: string) => String(body[name] ?? '').trim();
  return {
    commit: text('commit'),
    version: text('version'),
    exact: text('exact').slice(0, 100),
    allowSecrets: text('allowSecrets') === 'yes',
  };
}

/** Throws `BAD_REQUEST` or `INVALID_VERSION` where no version was chosen: a word could mean another than what the page said. */
function versionOf({ version, exact }: Chosen): Version {
  const chosen = version === 'exact' ? exact : version;
  if (chosen !== '') return parseVersion(chosen);
  throw new RegistryError('BAD_REQUEST', 'No version was chosen', { hint: 'Choose one, or type it.' });
}

function chosenIn({ proposal }: Publication, chosen: Chosen | undefined): string {
  const { choices, preselected } = proposal;
  if (chosen?.version === 'exact') return 'exact';
  const kept = choices.find(({ version }) => version === chosen?.version);
  return (kept ?? choices.find(({ kind }) => kind === preselected))?.version ?? 'exact';
}

/** The reasons for the level, and the one for a level that is lower than they would be from 1.0.0 on. */
function reasonsOf({ change, proposal }: Publication): string[] {
  const reasons = change?.reasons.map(({ text }) => text) ?? [];
  const isLowered = change?.level === 'major' && proposal.level === 'minor';
  return isLowered ? [...reasons, 'Below 1.0.0, what breaks raises the minor number'] : reasons;
}
