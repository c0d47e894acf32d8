/** A README that is safe HTML already; its headings begin at `h2`. */
export function Readme({ html }: { html: string }) {
  if (html === '') return <p class="muted">This function has no README.</p>;
  return <div class="readme" dangerouslySetInnerHTML={{ __html: html }} />;
}
