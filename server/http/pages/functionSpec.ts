/** Splits a path segment as in `greeter@1.2.0`; what follows the first `@` is a version or a range, unchecked. */
export function splitSpec(spec: string): { slug: string; version: string | undefined } {
  const at = spec.indexOf('@');
  return at === -1
    ? { slug: spec, version: undefined }
    : { slug: spec.slice(0, at), version: spec.slice(at + 1) };
}
