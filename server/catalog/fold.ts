/** The text as it is compared where case and compatible spellings do not count. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
