import { useEffect, useRef, useState } from 'preact/hooks';
import { draftImageHref, editHref } from '../../links.ts';
import type { Files } from '../files.ts';
import { imageUrl } from '../uploads.ts';
import type { EditorProps } from './props.ts';

const WAIT_MS = 350;
const WORDS = {
  making: 'The preview is being made…',
  made: '',
  failed: 'The preview cannot be had at present; the next change asks again.',
} as const;

/** The README as the Hub will show it, made by the registry a moment after each change. */
export function ReadmePreview({ id, api, documents, controller, readme }: EditorProps & { readme: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'making' | 'made' | 'failed'>('making');
  const files = documents.files();
  const paths = [...files.keys()].join('\n');

  useEffect(() => {
    // Only the answer to the last change is shown.
    let isLast = true;
    const show = (html: string) => {
      if (!isLast) return;
      setState('made');
      place.current?.replaceChildren(withImages(html, id, documents.files()));
    };
    const kindOf = (kind: 'text' | 'image') =>
      [...documents.files()].flatMap(([path, file]) => (file.kind === kind ? [path] : []));
    const timer = setTimeout(
      () => {
        const body = { readme, images: kindOf('image'), files: kindOf('text') };
        api.preview(body).then(show, () => isLast && setState('failed'));
      },
      place.current?.childElementCount ? WAIT_MS : 0,
    );
    return () => {
      isLast = false;
      clearTimeout(timer);
    };
  }, [readme, paths]);

  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const path = link && fileBehind(link, id);
      if (!path) return;
      event.preventDefault();
      controller.open(path);
    };
    place.current?.addEventListener('click', follow);
  }, []);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section class="edit-preview" aria-label="Preview" tabIndex={0}>
      <p class="edit-preview-state" role="status">
        {WORDS[state]}
      </p>
      <div ref={place} class="readme" />
    </section>
  );
}

/** The HTML with its images as they are here, saved or not. */
function withImages(html: string, id: string, files: Files): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  const prefix = draftImageHref(id, '');
  for (const image of template.content.querySelectorAll('img')) {
    const src = image.getAttribute('src') ?? '';
    const path = src.startsWith(prefix) ? new URL(src, location.href).searchParams.get('path') : null;
    const file = path === null ? undefined : files.get(path);
    if (path !== null && file?.kind === 'image') image.src = imageUrl(path, file.base64);
  }
  return template.content;
}

function fileBehind(link: HTMLAnchorElement, id: string): string | null {
  const url = new URL(link.href, location.href);
  return url.origin === location.origin && url.pathname === editHref(id)
    ? url.searchParams.get('path')
    : null;
}
