import { constants } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseConfig } from '../../server/config.ts';
import { createPreviewAside } from '../../server/http/pages/preview.ts';
import { startRegistry } from '../../server/main.ts';
import { createSourceAside } from '../../server/services/sourceAside.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { inheritedSocket } from './inheritedSocket.ts';

/**
 * Runs the registry until SIGTERM or SIGINT, then lets requests that run finish. At SIGTERM it first goes on for as long as
 * `DRAIN_MS` says, in which `/readyz` tells proxies to send it nothing more. A second signal ends it at once.
 */
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
  const socket = inheritedSocket(context.env, process.pid);
  const runSource = createSourceAside(new URL('sourceThread.js', context.builtFiles));
  const renderPreview = createPreviewAside(new URL('readmeThread.js', context.builtFiles));
  const logTo = { write: (line: string) => void context.stderr.write(line) };
  const registry = await startRegistry(
    { ...config, dataDir: resolve(context.cwd, config.dataDir) },
    {
      version: context.version,
      socket,
      assetsDir,
      hooksDir,
      templatesDir,
      threads,
      runSource,
      renderPreview,
      logTo,
    },
  );
  const output = createOutput(context);
  output.data(`Registry ready: ${registry.url}`);
  output.json({ url: registry.url, metricsUrl: registry.metricsUrl });
  const signal = await nextSignal();
  const second = nextSignal().then(endAtOnce);
  registry.drain();
  // Whoever presses Ctrl-C waits for the prompt.
  if (signal === 'SIGTERM') await Promise.race([pause(config.drainTime), second]);
  await Promise.race([registry.close(), second]);
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
type Signal = (typeof SIGNALS)[number];

function nextSignal(): Promise<Signal> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, resolve);
  });
}

/** What is written by then stays; the rest is mended by the next start, as after a power cut. */
function endAtOnce(signal: Signal): never {
  process.exit(128 + constants.signals[signal]);
}
