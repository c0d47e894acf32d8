/** What a terminal acts on, or what reorders or hides the text around it; line feed included. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const TAGS = /[\u{e0000}-\u{e007f}]/gu;

/** Text from outside made safe to print on one line: escape codes and invisible characters are shown, not run. */
export function shown(text: string): string {
  return text
    .replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(TAGS, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}

/** A value as indented JSON in which no character but the line feeds between fields acts on a terminal. */
export function shownJson(value: unknown): string {
  return JSON.stringify(value, null, 2).split('\n').map(shown).join('\n');
}
