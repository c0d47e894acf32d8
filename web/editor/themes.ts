import type { Monaco } from './loadMonaco.ts';

const NAMES = { light: 'registry-light', dark: 'registry-dark' } as const;

/** Gives the editor the colours of the site, and those of the other theme when the visitor changes to it. */
export function followTheme(monaco: Monaco, page: Document): void {
  monaco.editor.defineTheme(NAMES.light, {
    base: 'vs',
    inherit: true,
    rules: [{ token: 'comment', foreground: '4d6b45' }],
    colors: {
      'editor.background': '#ffffff',
      'editorLineNumber.foreground': '#6b7280',
      'editorGutter.background': '#ffffff',
      focusBorder: '#0b5cc7',
    },
  });
  monaco.editor.defineTheme(NAMES.dark, {
    base: 'vs-dark',
    inherit: true,
    rules: [{ token: 'comment', foreground: '8fae86' }],
    colors: {
      'editor.background': '#0e1116',
      'editorLineNumber.foreground': '#8b94a3',
      'editorGutter.background': '#0e1116',
      'editorWidget.background': '#151920',
      focusBorder: '#7db6ff',
    },
  });
  const root = page.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    const isDark = root.dataset.theme === undefined ? system.matches : root.dataset.theme === 'dark';
    monaco.editor.setTheme(isDark ? NAMES.dark : NAMES.light);
  };
  new MutationObserver(follow).observe(root, { attributes: true, attributeFilter: ['data-theme'] });
  system.addEventListener('change', follow);
  follow();
}
