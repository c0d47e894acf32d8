// Builds the registry and the benchmark into a folder of their own, then runs the benchmark with the arguments given.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { BUNDLE, build } from './build.mjs';

// Below node_modules, where packages are found, and where no other build replaces what is being measured.
const outdir = join(BUNDLE.absWorkingDir, 'node_modules/.cache/aerostack-bench');
await build(outdir);
const entryPoints = { bench: 'fixtures/bench/main.ts', bareExpress: 'fixtures/bench/bareExpress.ts' };
// It starts a browser from files of its own.
const external = [...(BUNDLE.external ?? []), 'playwright-core'];
await esbuild.build({ ...BUNDLE, external, write: true, entryPoints, outdir });
const { status } = spawnSync(process.execPath, [join(outdir, 'bench.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
