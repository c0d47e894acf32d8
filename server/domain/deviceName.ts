const PROGRAMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^aerostack\//, 'Aerostack CLI'],
  // Browsers claim to be those that came before them: the most particular word first.
  [/\b(?:Edg|EdgA|EdgiOS)\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bChromium\//, 'Chromium'],
  [/\bVersion\/\S+ .*Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^(?:node|undici)\b/i, 'Node'],
  [/^python|^Python/, 'Python'],
  [/^Go-http-client\//, 'Go'],
];

const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\b(?:iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(?:Windows|win32)\b/, 'Windows'],
  [/\b(?:Macintosh|Mac OS X|darwin)\b/, 'macOS'],
  [/\blinux\b/i, 'Linux'],
];

/** What somebody signs in with, as they would call it: `Firefox on Linux`, from what the program says of itself. */
export function deviceName(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 500);
  const nameIn = (names: typeof PROGRAMS) => names.find(([pattern]) => pattern.test(text))?.[1];
  const program = nameIn(PROGRAMS) ?? (text.startsWith('Mozilla/') ? 'A browser' : 'A program');
  const system = nameIn(SYSTEMS);
  return system === undefined ? program : `${program} on ${system}`;
}
