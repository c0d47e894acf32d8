import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfig } from '../../server/config.ts';
import { createPreviewAside } from '../../server/http/pages/preview.ts';
import { startRegistry } from '../../server/main.ts';
import { createSourceAside } from '../../server/services/sourceAside.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';

/** Runs the registry until SIGTERM or SIGINT, then lets requests that run finish. */
export async function serveCommand(
  flags: { host?: string; port?: string; data?: string },
  context: CliContext,
): Promise<void> {
  const config = parseConfig(context.env, flags);
  const assetsDir = fileURLToPath(new URL('web', context.builtFiles));
  const hooksDir = fileURLToPath(new URL('hooks', context.builtFiles));
  const templatesDir = fileURLToPath(new URL('templates', context.builtFiles));
  const threads = {
    inspection: new URL('inspectionThread.js', context.builtFiles),
    imports: new URL('importsThread.js', context.builtFiles),
  };
  const runSource = createSourceAside(new URL('sourceThread.js', context.builtFiles));
  const renderPreview = createPreviewAside(new URL('readmeThread.js', context.builtFiles));
  const logTo = { write: (line: string) => void context.stderr.write(line) };
  const registry = await startRegistry(
    { ...config, dataDir: resolve(context.cwd, config.dataDir) },
    { assetsDir, hooksDir, templatesDir, threads, runSource, renderPreview, logTo },
  );
  const output = createOutput(context);
  output.data(`Registry ready: ${registry.url}`);
  output.json({ url: registry.url });
  await new Promise<void>((end) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end());
  });
  await registry.close();
}
