/**
 * The editor's page allows what Monaco cannot do without: styles set by its script, its font, its workers, and the
 * little drawings in its stylesheet; the images of a draft that are not saved yet are shown the same way.
 */
export const EDITOR_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join(';');
