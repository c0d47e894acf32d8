import type { Listed } from '../../server/contract/answers.ts';
import { browseHref, functionHref, userHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { Count } from './count.tsx';
import { Day } from './date.tsx';
import { Icon } from './icon.tsx';

/** Published functions, one row each. */
export function FunctionRows({
  functions,
  heading,
}: {
  functions: Listed['functions'];
  heading: 'h2' | 'h3';
}) {
  return (
    <ul class="rows">
      {functions.map((fn) => (
        <Row key={`${fn.author_username}/${fn.slug}`} fn={fn} heading={heading} />
      ))}
    </ul>
  );
}

function Row({ fn, heading: Heading }: { fn: Listed['functions'][number]; heading: 'h2' | 'h3' }) {
  return (
    <li class="row row-wide">
      <div class="row-words">
        <div class="row-head">
          <Heading class="row-title">
            <a href={functionHref(fn.author_username, fn.slug)}>
              <bdi>{visibleText(fn.name) || fn.slug}</bdi>
            </a>
          </Heading>
          <span class="version">{visibleText(fn.version)}</span>
        </div>
        <p class="row-path">
          <a href={userHref(fn.author_username)}>{fn.author_username}</a>
          <span aria-hidden="true">/</span>
          {fn.slug}
        </p>
        {fn.description && (
          <p class="row-text">
            <bdi>{visibleText(fn.description)}</bdi>
          </p>
        )}
        <ul class="row-facts">
          {fn.category && (
            <li>
              <a class="chip" href={browseHref({ category: fn.category })}>
                {visibleText(fn.category)}
              </a>
            </li>
          )}
          {fn.language && <li>{visibleText(fn.language)}</li>}
          {fn.license ? <li>{visibleText(fn.license)}</li> : <li class="lacking">no license</li>}
        </ul>
      </div>
      <ul class="row-facts row-use">
        <li>
          <Icon name="download" /> <Count of={fn.clone_count} one="install" many="installs" />
        </li>
        <li>
          <Icon name="star" /> <Count of={fn.star_count} one="star" many="stars" />
        </li>
        <li>
          <Day iso={fn.updated_at} />
        </li>
      </ul>
    </li>
  );
}
