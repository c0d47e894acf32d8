const IMAGE = /\.(?:png|jpe?g|gif|webp)$/i;
/** Each pattern stops at a line's end and repeats nothing that could match in two ways, so that it stays linear. */
const SHAPES: readonly RegExp[] = [
  /!\[[^\]\n]{0,1000}\]\(\s{0,10}(?:<([^>\n]{1,500})>|([^\s)\n]{1,500}))/g,
  /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,10}(?:<([^>\n]{1,500})>|(\S{1,500}))/gm,
  /<img\s[^>]{0,2000}?\bsrc\s{0,10}=\s{0,10}(?:"([^"\n]{1,500})"|'([^'\n]{1,500})')/gi,
];
const FENCED = /^ {0,3}(```|~~~)[^\n]*\n[\s\S]*?^ {0,3}\1/gm;
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/|#)/i;

/** The relative paths of the png, jpeg, gif and webp images that a README shows, as written but decoded, each once. */
export function readmeImages(markdown: string): string[] {
  const text = markdown.replace(FENCED, '');
  const found = SHAPES.flatMap((shape) =>
    [...text.matchAll(shape)].map((match) => match[1] ?? match[2] ?? ''),
  );
  const paths = found
    .map((target) => decoded(target.replace(/[?#].*$/, '')))
    .filter((path) => IMAGE.test(path));
  return [...new Set(paths.filter((path) => !ELSEWHERE.test(path)))];
}

/** A path of a URL with its percent-encoded characters written out; as it is where they are not UTF-8. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
