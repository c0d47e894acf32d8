import type { ApiKey } from '../../server/contract/answers.ts';
import { visibleText } from '../text.ts';
import { Day } from './date.tsx';
import { Fact, Facts } from './facts.tsx';

/** What a key may do, and until when. */
export function KeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const { prefix, scopes, functions, createdAt, expiresAt } = apiKey;
  return (
    <Facts>
      <Fact name="Begins with">
        <code>{prefix}…</code>
      </Fact>
      <Fact name="Scopes">{scopes.join(', ')}</Fact>
      <Fact name="Functions">
        {functions.length === 0 ? 'all, also those to come' : visibleText(functions.join(', '))}
      </Fact>
      <Fact name="Created">
        <Day iso={createdAt} />
      </Fact>
      <Fact name="Expires">{expiresAt === null ? 'never' : <Day iso={expiresAt} />}</Fact>
    </Facts>
  );
}
