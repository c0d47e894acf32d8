import { functionHref, userHref } from '../../../web/links.ts';
import type { PublishedNames } from '../../services/publishedNames.ts';
import { splitSpec } from './functionSpec.ts';

/** A page that somebody may have meant. */
export interface Suggested {
  readonly href: string;
  readonly name: string;
}

const MOST = 5;

/** Pages that somebody who asked for a path that leads nowhere may have meant; from what is published alone. */
export async function suggestionsFor(path: string, names: PublishedNames): Promise<Suggested[]> {
  const [section = '', first = '', second] = path.slice(1).split('/').map(decoded);
  const functionsNear = async (spec: string, account?: string) =>
    (await names.near(splitSpec(spec).slug.toLowerCase(), account)).map((near) => ({
      href: functionHref(near.account, near.slug),
      name: `${near.account}/${near.slug}`,
    }));
  const accountsNear = async (account: string) =>
    (await names.nearAccounts(account.toLowerCase())).map((name) => ({ href: userHref(name), name }));

  if (section === 'functions' && second !== undefined) {
    return [...(await functionsNear(second, first)), ...(await accountsNear(first))].slice(0, MOST);
  }
  // What follows may be an author's name, a function's, or the whole of both, as the command line writes it.
  const [account, spec] =
    section === 'functions' || section === 'users' ? [first, first] : [section, first || section];
  return [...(await functionsNear(spec, account)), ...(await accountsNear(account))].slice(0, MOST);
}

/** The page of the function that a version was taken down of, where others of it are left. */
export async function leftOf(path: string, names: PublishedNames): Promise<Suggested[]> {
  const [, account = '', spec = ''] = path.slice(1).split('/').map(decoded);
  const { slug } = splitSpec(spec);
  const left = (await names.all()).filter((one) => one.account === account && one.slug === slug);
  return left.map((one) => ({
    href: functionHref(one.account, one.slug),
    name: `${one.account}/${one.slug}`,
  }));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
