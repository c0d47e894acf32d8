// Builds the registry and the soak into a folder of their own, then runs the soak with the arguments given.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { BUNDLE, build } from './build.mjs';

// Below node_modules, where packages are found, and where no other build replaces what runs.
const outdir = join(BUNDLE.absWorkingDir, 'node_modules/.cache/aerostack-soak');
await build(outdir);
await esbuild.build({ ...BUNDLE, write: true, entryPoints: { soak: 'fixtures/soak/main.ts' }, outdir });
const { status } = spawnSync(process.execPath, [join(outdir, 'soak.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
