import { guideHref } from '../links.ts';
import { Count } from '../parts/count.tsx';
import { DocsLayout, type GuideName } from '../parts/docsLayout.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** The first page of the documentation, and what a search in it finds. */
export interface GuidesProps extends PageFrame {
  guides: readonly (GuideName & { summary: string })[];
  search?: string | undefined;
  hits: readonly { href: string; title: string; excerpt: string }[];
}

/** Renders the list of guides, or the sections that a search found. */
export function guidesPage(props: GuidesProps): string {
  const { search } = props;
  return renderPage({
    frame: props,
    section: 'docs',
    title: search ? `Guides on “${search}”` : 'Guides',
    description: 'How functions are written, pushed, published, found and installed.',
    canonical: search ? undefined : '/docs',
    content: (
      <DocsLayout guides={props.guides} current="/docs" search={search}>
        {search ? <Hits {...props} search={search} /> : <Overview {...props} />}
      </DocsLayout>
    ),
  });
}

function Overview({ guides }: GuidesProps) {
  return (
    <>
      <h1>Guides</h1>
      <p class="lead">How functions are written, pushed, published, found and installed.</p>
      <ul class="guide-cards">
        {guides.map(({ slug, title, summary }) => (
          <li key={slug} class="fn-card">
            <h2 class="fn-card-title">
              <a href={guideHref(slug)}>{title}</a>
            </h2>
            <p class="fn-card-text">{summary}</p>
          </li>
        ))}
        <li class="fn-card">
          <h2 class="fn-card-title">
            <a href="/docs/api">HTTP API</a>
          </h2>
          <p class="fn-card-text">Every endpoint of the registry, its parameters, requests and answers.</p>
        </li>
      </ul>
    </>
  );
}

function Hits({ search, hits }: GuidesProps & { search: string }) {
  return (
    <>
      <h1>Guides on “{visibleText(search)}”</h1>
      <p class="muted">
        <Count of={hits.length} one="section" many="sections" />
      </p>
      {hits.length === 0 ? (
        <p>
          No guide has all of these words. Try fewer, or <a href="/docs">see all guides</a>.
        </p>
      ) : (
        <ul class="guide-hits">
          {hits.map(({ href, title, excerpt }) => (
            <li key={href}>
              <h2 class="row-title">
                <a href={href}>{title}</a>
              </h2>
              <p class="row-text">{excerpt}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
