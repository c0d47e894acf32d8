import type { ComponentChildren } from 'preact';
import { draftHref, functionHref } from '../links.ts';
import type { ShownActivity } from '../pages/admin/activityShown.ts';
import { visibleText } from '../text.ts';
import { originOf } from './origin.ts';

type Sentence = (entry: ShownActivity) => ComponentChildren;

/** The name of a program within a sentence. */
const within = (name: string) => visibleText(name).replace(/^A /, 'a ');
const device = ({ details }: ShownActivity) => (details.device ? ` with ${within(details.device)}` : '');

const SENTENCES: Readonly<Record<string, Sentence>> = {
  'account.create': () => 'The account was created.',
  'account.disable': ({ details }) =>
    `The operator disabled the account${details.reason ? `: ${visibleText(details.reason)}` : '.'}`,
  'account.enable': () => 'The operator enabled the account again.',
  'account.limit': () => 'The operator changed how much the account may have.',
  'login.succeed': (entry) => `You signed in${device(entry)}.`,
  'login.fail': (entry) => `Somebody tried to sign in${device(entry)}, and failed.`,
  'login.end': ({ details }) => `You signed out of ${within(details.name ?? 'a session')}.`,
  'session.end': ({ details }) => `You signed out of ${within(details.name ?? 'a session')} from elsewhere.`,
  'session.end-others': ({ details }) =>
    `You signed out everywhere else: of ${details.count === '1' ? 'one session' : `${details.count} sessions`}.`,
  'password.change': () => 'You changed the password, which signed you out everywhere else.',
  'password.refuse': () => 'The password was not changed: the current one was typed wrong.',
  'password.reset': (entry) => `The operator set the password, which ${endedBy(entry)}.`,
  'password.offer': (entry) => `The operator made a link to set the password, and ${endedBy(entry)}.`,
  'password.set': () => 'You set the password by a link, which signed you out everywhere else.',
  'name.assign': ({ target, details }) => (
    <>
      The operator let the name <code>{visibleText(target)}</code> alone stand for{' '}
      {functionOf(details.to, target)}.
    </>
  ),
  'name.release': ({ target, details }) => (
    <>
      The operator let the name <code>{visibleText(target)}</code> alone stand for{' '}
      {functionOf(details.to, target)} again.
    </>
  ),
  'key.create': (entry) => (
    <>
      {entry.by ? 'You' : 'The operator'} created the key {keyName(entry)}.
    </>
  ),
  'key.rotate': (entry) => <>You rotated the key {keyName(entry)}; its old secret ended.</>,
  'key.revoke': (entry) => <>You revoked the key {keyName(entry)}.</>,
  'star.add': (entry) => <>You starred {functionLink(entry)}.</>,
  'star.remove': (entry) => <>You took back your star from {functionLink(entry)}.</>,
  'draft.create': (entry) =>
    entry.details.source === 'web' ? (
      <>You began a draft of {draftLink(entry)} in the browser.</>
    ) : (
      <>
        You pushed a draft of {draftLink(entry)}
        {entry.details.source && ` from ${originOf(entry.details.source)}`}.
      </>
    ),
  'draft.edit': (entry) => <>You changed the draft of {draftLink(entry)}.</>,
  'draft.restore': (entry) => (
    <>
      You took the draft of {draftLink(entry)} back to{' '}
      <code>{visibleText((entry.details.commit ?? '').slice(0, 7))}</code>.
    </>
  ),
  'draft.delete': ({ target }) => <>You deleted the draft of {visibleText(target)}.</>,
  'branch.upsert': (entry) => (
    <>
      You {entry.details.action === 'created' ? 'created' : 'advanced'} the slug branch of {draftLink(entry)}.
    </>
  ),
  'version.publish': (entry) => <>You published {functionLink(entry)}.</>,
  'version.takedown': ({ target, details }) => (
    <>
      The operator took {visibleText(target)} down: <bdi>{visibleText(details.reason ?? '')}</bdi>.
    </>
  ),
};

/** What happened, as a person would say it. */
export function ActivitySentence({ entry }: { entry: ShownActivity }) {
  const sentence = Object.hasOwn(SENTENCES, entry.action) ? SENTENCES[entry.action] : undefined;
  return <>{sentence ? sentence(entry) : `${visibleText(entry.action)}: ${visibleText(entry.target)}`}</>;
}

function endedBy({ details }: ShownActivity): string {
  return `signed you out everywhere${details.keys === 'revoked' ? ' and revoked your keys' : ''}`;
}

function functionOf(author: string | undefined, slug: string) {
  if (!author) return 'nothing';
  return <a href={functionHref(author, slug)}>{visibleText(`${author}/${slug}`)}</a>;
}

function keyName({ details, targetKey, target }: ShownActivity) {
  const name = details.name ?? targetKey?.name ?? target;
  const prefix = details.prefix ?? targetKey?.prefix;
  return (
    <>
      <strong>
        <bdi>{visibleText(name)}</bdi>
      </strong>
      {prefix && (
        <>
          {' '}
          (<code>{visibleText(prefix)}…</code>)
        </>
      )}
    </>
  );
}

/** `author/slug`, or `author/slug@version`, as a link. */
function functionLink({ target }: ShownActivity) {
  const [, author, slug, version] = /^([^/]+)\/([^/@]+)(?:@(.+))?$/.exec(target) ?? [];
  if (author === undefined || slug === undefined) return visibleText(target);
  return <a href={functionHref(author, slug, version)}>{visibleText(target)}</a>;
}

function draftLink({ target, details }: ShownActivity) {
  return details.id ? <a href={draftHref(details.id)}>{visibleText(target)}</a> : visibleText(target);
}
