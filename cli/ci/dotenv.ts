import { isPublishedNow, type Outcome } from './outcome.ts';

/** A dotenv report for GitLab: what later jobs get as variables. */
export function dotenvReport(outcomes: readonly Outcome[]): string {
  const published = outcomes.filter(isPublishedNow);
  const all = { PUBLISHED: published.map(({ slug, version }) => `${slug}@${version}`).join(' ') };
  const [only] = outcomes;
  const { slug, author, version, action, id, hub } =
    outcomes.length === 1 && only ? only : ({} as Partial<Outcome>);
  const fields = slug
    ? { SLUG: slug, AUTHOR: author, VERSION: version, ACTION: action, ID: id, URL: hub }
    : {};
  return Object.entries({ ...all, ...fields })
    .map(([name, value]) => `AEROSTACK_${name}=${plainValue(value ?? '')}\n`)
    .join('');
}

/** GitLab knows no escapes in these files: what could end a line or a value is written as in a URL. */
function plainValue(text: string): string {
  return text.replace(/[^A-Za-z0-9 ._@:/?&=%+~-]/gu, (char) =>
    Buffer.from(char).toString('hex').replace(/../g, '%$&'),
  );
}
