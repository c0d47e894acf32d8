import type { Client } from '../server/contract/client.ts';
import { isRegistryError, RegistryError } from '../server/contract/errors.ts';
import { shown } from '../server/contract/shown.ts';
import { closest } from '../server/domain/closest.ts';

const NEAR = 3;
const MOST_INSTALLED = 100;

/** A client whose "there is no such function" names the function that was probably meant. */
export function suggestingClient(client: Client): Client {
  const found = new Map<string, Promise<string | undefined>>();
  const suggest = (slug: string, author?: string) => {
    const name = author === undefined ? slug : `${author}/${slug}`;
    if (!found.has(name)) found.set(name, suggestionFor(client, slug, author));
    return found.get(name)!;
  };
  const orSuggest = async <T>(call: Promise<T>, slug = '', author?: string): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (!isRegistryError(error, 'NOT_FOUND')) throw error;
      const name = await suggest(slug, author);
      if (name === undefined) throw error;
      throw new RegistryError('NOT_FOUND', error.message, {
        hint: `Did you mean ${shown(name)}?`,
        cause: error,
      });
    }
  };
  return {
    ...client,
    getFunction: (call) => orSuggest(client.getFunction(call), call?.params?.slug, call?.params?.username),
    listVersions: (call) => orSuggest(client.listVersions(call), call?.params?.slug, call?.params?.username),
    install: (call) => orSuggest(client.install(call), call?.params?.slug, call?.params?.username),
    installUnscoped: (call) => orSuggest(client.installUnscoped(call), call?.params?.slug),
  };
}

/** Asks the list for what is like the name; that it cannot be asked is no reason to hide the first error. */
async function suggestionFor(client: Client, slug: string, author?: string): Promise<string | undefined> {
  const queries = [
    ...(author === undefined ? [] : [{ author, limit: MOST_INSTALLED }]),
    { search: slug.slice(0, NEAR), limit: MOST_INSTALLED },
    { sort: 'installs' as const, limit: MOST_INSTALLED },
  ];
  const listed = await Promise.all(
    queries.map((query) => client.listFunctions({ query }).catch(() => ({ functions: [] }))),
  );
  const known = listed.flatMap(({ functions }) => functions);
  // A slug that is right under another author is nearer than any that is spelt otherwise.
  const elsewhere = known.find((one) => one.slug === slug);
  if (elsewhere) return `${elsewhere.author_username}/${slug}`;
  const names = new Map(
    known.map(({ author_username, slug }) => {
      const name = `${author_username}/${slug}`;
      return [author === undefined ? slug : name, name];
    }),
  );
  const near = closest(author === undefined ? slug : `${author}/${slug}`, names.keys());
  return near === undefined ? undefined : names.get(near);
}
