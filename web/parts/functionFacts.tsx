import { browseHref, userHref } from '../links.ts';
import type { ShownFunction } from '../pages/functionShown.ts';
import { visibleText } from '../text.ts';
import { Count } from './count.tsx';
import { Day } from './date.tsx';
import { Fact, Facts } from './facts.tsx';
import { formatBytes } from './formatBytes.ts';

/** What a version says of itself, and how it is used. */
export function FunctionFacts({ fn, files }: Pick<ShownFunction, 'fn' | 'files'>) {
  return (
    <Facts>
      <Fact name="Author">
        <a href={userHref(fn.author_username)}>{fn.author_username}</a>
      </Fact>
      <Fact name="License">
        {fn.license ? visibleText(fn.license) : <span class="lacking">none named</span>}
      </Fact>
      <Fact name="Published">
        <Day iso={fn.published_at} />
      </Fact>
      <Fact name="Use">
        <Count of={fn.clone_count} one="install" many="installs" />
        {' · '}
        <Count of={fn.star_count} one="star" many="stars" />
      </Fact>
      <Fact name="Size">
        {formatBytes(files.reduce((sum, { size }) => sum + size, 0))}
        {' in '}
        <Count of={files.length} one="file" many="files" />
      </Fact>
      {fn.category && (
        <Fact name="Category">
          <a href={browseHref({ category: fn.category })}>{visibleText(fn.category)}</a>
        </Fact>
      )}
      {fn.language && <Fact name="Language">{visibleText(fn.language)}</Fact>}
      {fn.runtime && <Fact name="Runtime">{visibleText(fn.runtime)}</Fact>}
      {fn.tags.length > 0 && (
        <Fact name="Tags">
          <ul class="chips">
            {fn.tags.map((tag) => (
              <li key={tag}>
                <a class="chip" href={browseHref({ tag })}>
                  {visibleText(tag)}
                </a>
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </Facts>
  );
}
