import { README_ID } from './readmeLinks.ts';

const MAX_ID = 80;

/** Makes the ids of one text's headings, as other forges do, so that its links to its own headings work here too. */
export function headingIds(): (text: string) => string {
  const taken = new Map<string, number>();
  return (text) => {
    const words = text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '');
    const id = [...words.replace(/\s/g, '-')].slice(0, MAX_ID).join('') || 'section';
    const times = taken.get(id) ?? 0;
    taken.set(id, times + 1);
    return times === 0 ? README_ID + id : `${README_ID}${id}-${times}`;
  };
}
