/** A path of this site to go on to after somebody has signed in, whatever a link to the form asks for. */
export function ownPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) && !next.includes('\\')
    ? next
    : '/admin';
}
