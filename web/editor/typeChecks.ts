import type { Documents } from './documents.ts';
import type { Monaco, TextModel } from './loadMonaco.ts';
import { importsPackages, isOfTheSurroundings } from './packageImports.ts';
import { RUNTIME_TYPES } from './runtimeTypes.ts';

const WAIT_MS = 300;
const CHECKED = new Set(['typescript', 'javascript']);
const OPTIONS = {
  target: 99,
  module: 99,
  // "bundler"; Monaco's own list ends before it.
  moduleResolution: 100,
  ...{ strict: true, noEmit: true, isolatedModules: true, skipLibCheck: true, esModuleInterop: true },
  ...{ allowJs: true, checkJs: false, allowImportingTsExtensions: true, resolveJsonModule: true },
  ...{ allowNonTsExtensions: true, allowArbitraryExtensions: true, jsx: 4 },
};

interface Found {
  readonly code: number;
  readonly category: number;
  readonly start?: number | undefined;
  readonly length?: number | undefined;
  readonly messageText: string | Chain;
}

interface Chain {
  readonly messageText: string;
  readonly next?: readonly Chain[];
}

/**
 * Has the compiler look at all modules together whenever one changes, since an import in one may be at fault for what
 * stands in another. Monaco's own checks see a file at a time, and would ask for every package that is not here.
 */
export function startTypeChecks(monaco: Monaco, documents: Documents): void {
  const { typescriptDefaults, javascriptDefaults, getTypeScriptWorker } = monaco.typescript;
  for (const defaults of [typescriptDefaults, javascriptDefaults]) {
    defaults.setCompilerOptions(OPTIONS);
    defaults.setEagerModelSync(true);
    defaults.setModeConfiguration({ ...defaults.modeConfiguration, diagnostics: false });
  }
  const surroundings = monaco.Uri.parse('inmemory://runtime/globals.d.ts');
  monaco.editor.createModel(RUNTIME_TYPES, 'typescript', surroundings);

  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = async () => {
    round += 1;
    const mine = round;
    const models = [...documents.files().keys()].flatMap((path) => {
      const model = documents.model(path);
      return model && CHECKED.has(model.getLanguageId()) ? [model] : [];
    });
    if (models.length === 0) return;
    const worker = await (await getTypeScriptWorker())(...models.map(({ uri }) => uri), surroundings);
    for (const model of models) {
      const name = model.uri.toString();
      const version = model.getVersionId();
      const found = await Promise.all([
        worker.getSyntacticDiagnostics(name),
        worker.getSemanticDiagnostics(name),
      ]);
      // Something changed meanwhile: the next round says what holds then.
      if (mine !== round || model.isDisposed() || model.getVersionId() !== version) return;
      monaco.editor.setModelMarkers(model, 'typescript', markersOf(monaco, model, found.flat() as Found[]));
    }
  };
  const soon = () => {
    clearTimeout(timer);
    // A worker that was replaced or a model that was dropped meanwhile is looked at in the next round.
    timer = setTimeout(() => void check().catch(() => {}), WAIT_MS);
  };
  documents.onChange(soon);
  soon();
}

function markersOf(monaco: Monaco, model: TextModel, found: readonly Found[]) {
  const imports = importsPackages(model.getValue());
  return found.flatMap(({ code, category, start = 0, length = 1, messageText }) => {
    const message = flat(messageText);
    if (category > 1 || isOfTheSurroundings(code, message, imports)) return [];
    const [from, to] = [model.getPositionAt(start), model.getPositionAt(start + length)];
    return {
      severity: category === 1 ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      ...{ startLineNumber: from.lineNumber, startColumn: from.column },
      ...{ endLineNumber: to.lineNumber, endColumn: to.column },
      ...{ message, code: `TS${code}`, source: 'TypeScript' },
    };
  });
}

function flat(text: string | Chain): string {
  if (typeof text === 'string') return text;
  return [text.messageText, ...(text.next ?? []).map(flat)].join('\n');
}
