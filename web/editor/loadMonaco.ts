/** Monaco, as far as the editor uses it. */
export type Monaco = typeof import('./monaco.ts');
export type TextModel = import('./monaco.ts').editor.ITextModel;
export type CodeEditor = import('./monaco.ts').editor.IStandaloneCodeEditor;

/** The URLs of Monaco's files by what they are. */
export type MonacoUrls = Readonly<Record<string, string>>;

const WORKERS: Readonly<Record<string, string>> = {
  typescript: 'tsWorker',
  javascript: 'tsWorker',
  json: 'jsonWorker',
};

/** Loads Monaco and its stylesheet; workers are loaded when they are needed. */
export async function loadMonaco(urls: MonacoUrls): Promise<Monaco> {
  const getWorker = (_: string, label: string) =>
    new Worker(urls[WORKERS[label] ?? 'editorWorker']!, { type: 'module', name: label });
  Object.assign(globalThis, { MonacoEnvironment: { getWorker } });
  const [monaco] = await Promise.all([import(urls.js!) as Promise<Monaco>, loadStylesheet(urls.css!)]);
  return monaco;
}

function loadStylesheet(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error(`${href} cannot be loaded`)));
    document.head.append(link);
  });
}
