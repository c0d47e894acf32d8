/** The end of every page. */
export function SiteFooter() {
  return (
    <footer class="site-footer">
      <div class="site-bar">
        <p>Aerostack keeps every function in git: read it here, or install it by name.</p>
        <nav aria-label="More">
          <a href="/docs">Guides</a>
          <a href="/docs/api">HTTP API</a>
          <a href="/schema/aerostack.json">Manifest schema</a>
          <a href="/feed.atom">Feed</a>
        </nav>
      </div>
    </footer>
  );
}
