import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { isInterruption } from '../exitCodes.ts';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { install, installSetup } from '../fixtures/installSetup.ts';
import { makeContext, snapshot } from '../fixtures/testContext.ts';
import type { InstallStep } from '../install/applyInstall.ts';
import { install as installCommand } from './install.ts';

const { project, serving } = installSetup();
const STEPS: InstallStep[] = ['stage', 'staged', 'aside', 'swap', 'entry', 'schema', 'toml', 'clean'];

it.each(STEPS)('Ctrl-C at %s leaves the old service or the new one, and nothing beside it', async (step) => {
  const registry = await serving([installAnswer(), installAnswer({ version: '1.1.0' })]);
  const root = await project();
  await install(root, registry, 'alice/image-resizer@1.0.0');
  const before = await snapshot(root);
  const whole = await project();
  await install(whole, registry, 'alice/image-resizer@1.0.0');
  await install(whole, registry, 'alice/image-resizer@1.1.0');

  const signals = new EventEmitter();
  const context = { ...makeContext(root, { signals }), flags: { registry: registry.url } };
  const atStep = (at: InstallStep) => void (at === step && signals.emit('SIGINT'));
  const attempt = installCommand(['alice/image-resizer@1.1.0'], {}, context, { atStep });
  expect(isInterruption(await attempt.catch((thrown) => thrown))).toBe(true);
  expect(signals.eventNames()).toEqual([]);

  const after = await snapshot(root);
  const isNew = after['services/image-resizer/index.ts']?.includes('1.1.0');
  expect(after).toEqual(isNew ? await snapshot(whole) : before);
  // What comes after aerostack.toml is written cannot be taken back, and what comes before is.
  expect(isNew).toBe(step === 'toml' || step === 'clean');
});
