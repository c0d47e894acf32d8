import { guideHref } from '../links.ts';
import { DocsLayout, type GuideName } from '../parts/docsLayout.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';

/** One guide. */
export interface GuideProps extends PageFrame {
  /** All of them. */
  guides: readonly GuideName[];
  guide: GuideName;
  summary: string;
  /** Of `renderReadme`, without the title. */
  html: string;
}

/** Renders a guide. */
export function guidePage(props: GuideProps): string {
  const { guides, guide, summary, html } = props;
  const path = guideHref(guide.slug);
  return renderPage({
    frame: props,
    section: 'docs',
    title: guide.title,
    description: summary || guide.title,
    canonical: path,
    content: (
      <DocsLayout guides={guides} current={path}>
        <h1>{guide.title}</h1>
        <div class="readme" dangerouslySetInnerHTML={{ __html: html }} />
      </DocsLayout>
    ),
  });
}
