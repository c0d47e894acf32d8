import type { Listed } from '../../server/contract/answers.ts';
import { functionHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { Day } from './date.tsx';
import { Icon } from './icon.tsx';

/** Published functions, a card each, as a first glance. */
export function FunctionCards({ functions }: { functions: Listed['functions'] }) {
  return (
    <ul class="cards">
      {functions.map((fn) => (
        <li key={`${fn.author_username}/${fn.slug}`} class="fn-card">
          <h3 class="fn-card-title">
            <a href={functionHref(fn.author_username, fn.slug)}>
              <bdi>{visibleText(fn.name) || fn.slug}</bdi>
            </a>
          </h3>
          <p class="fn-card-path">
            {fn.author_username}/{fn.slug}
          </p>
          <p class="fn-card-text">
            <bdi>{visibleText(fn.description)}</bdi>
          </p>
          <ul class="fn-card-facts">
            <li class="version">{visibleText(fn.version)}</li>
            <li title="Installs">
              <Icon name="download" /> <span class="visually-hidden">Installs:</span>{' '}
              {COMPACT.format(fn.clone_count)}
            </li>
            <li title="Stars">
              <Icon name="star" /> <span class="visually-hidden">Stars:</span> {COMPACT.format(fn.star_count)}
            </li>
            <li class="fn-card-day">
              <Day iso={fn.updated_at} />
            </li>
          </ul>
        </li>
      ))}
    </ul>
  );
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact' });
