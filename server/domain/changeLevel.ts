import type { Manifest } from '../contract/manifest.ts';
import { callChange } from './callChange.ts';
import { callShapeOf } from './callShape.ts';
import type { ModuleExport } from './moduleExports.ts';
import type { Level } from './versions.ts';

/** What a project that uses a function depends on, its behaviour aside. */
export interface FunctionFace {
  readonly manifest: Pick<Manifest, 'envVars' | 'routePath' | 'routeExport' | 'drizzleSchema'>;
  readonly entrypoint: string;
  /** Nothing where they could not be told. */
  readonly exports: readonly ModuleExport[] | undefined;
}

/** What speaks for a level, as one sentence without its full stop. */
export interface Reason {
  readonly level: Level;
  readonly text: string;
}

/** The level of a change, and what speaks for it, the weightiest first. */
export interface ChangeLevel {
  readonly level: Level;
  readonly reasons: readonly Reason[];
}

const WEIGHT: Record<Level, number> = { major: 2, minor: 1, patch: 0 };
/** More exports than this are not told: what is missing may only have been cut off. */
const MOST_EXPORTS = 60;

/**
 * Judges what a change means for those who use a function: something taken away or newly asked for is major, something
 * more is minor, all else a patch. What a function does cannot be seen, so that its author has the last word.
 */
export function changeLevel(before: FunctionFace, after: FunctionFace): ChangeLevel {
  const reasons = [
    ...exportReasons(before.exports, after.exports),
    ...routeReasons(before, after),
    ...environmentReasons(before, after),
    ...tableReasons(before, after),
    ...entrypointReasons(before, after),
  ].sort((a, b) => WEIGHT[b.level] - WEIGHT[a.level]);
  const [first] = reasons;
  if (first) return { level: first.level, reasons };
  const known = isKnown(before.exports) && isKnown(after.exports);
  const text = known
    ? 'What it exports and asks for stays the same'
    : 'What it asks for stays the same; what it exports could not be told';
  return { level: 'patch', reasons: [{ level: 'patch', text }] };
}

/** A module without any export is one that could not be read, more often than one that has none. */
function isKnown(exports: FunctionFace['exports']): exports is readonly ModuleExport[] {
  return exports !== undefined && exports.length > 0 && exports.length <= MOST_EXPORTS;
}

function exportReasons(before: FunctionFace['exports'], after: FunctionFace['exports']): Reason[] {
  if (!isKnown(before) || !isKnown(after)) return [];
  const [old, now] = [byName(before), byName(after)];
  const gone = [...old.keys()].filter((name) => !now.has(name));
  const added = [...now.keys()].filter((name) => !old.has(name));
  return [
    ...gone.map((name) => major(`${shownName(name)} is no longer exported`)),
    ...[...old].flatMap(([name, one]) => changeReasons(name, one, now.get(name))),
    ...added.map((name) => minor(`${shownName(name)} is exported as well`)),
  ];
}

function changeReasons(
  name: string,
  before: readonly ModuleExport[],
  after: readonly ModuleExport[] | undefined,
): Reason[] {
  const [old, now] = [before[0], after?.[0]];
  // Of overloads it cannot be told which one a call means.
  if (!old || !now || before.length > 1 || after!.length > 1) return [];
  if (old.line === 0 || now.line === 0) return [];
  if (old.kind !== now.kind) return [major(`${shownName(name)} was a ${old.kind} and is a ${now.kind} now`)];
  if (old.kind !== 'function' || old.signature === now.signature) return [];
  const [oldShape, newShape] = [callShapeOf(old.signature), callShapeOf(now.signature)];
  if (!oldShape || !newShape) return [];
  const change = callChange(oldShape, newShape);
  if (change === 'breaks') return [major(`${shownName(name)} takes or gives something else than before`)];
  if (change === 'offers more') return [minor(`${shownName(name)} takes more than before`)];
  return [];
}

function routeReasons({ manifest: before }: FunctionFace, { manifest: after }: FunctionFace): Reason[] {
  if (!before.routeExport && !before.routePath)
    return after.routeExport ? [minor(`It has a route now, ${after.routeExport}`)] : [];
  if (before.routeExport && before.routeExport !== after.routeExport)
    return [
      major(
        after.routeExport
          ? `The route is exported as ${after.routeExport} instead of ${before.routeExport}`
          : `The route ${before.routeExport} is gone`,
      ),
    ];
  if (before.routePath !== after.routePath)
    return [
      major(`The route is at ${after.routePath ?? 'no path'} instead of ${before.routePath ?? 'none'}`),
    ];
  return [];
}

/** A project that takes the version without a look at it has a function that fails until somebody sets the variable. */
function environmentReasons({ manifest: before }: FunctionFace, { manifest: after }: FunctionFace): Reason[] {
  const known = new Set(before.envVars);
  const added = (after.envVars ?? []).filter((name) => !known.has(name));
  return added.map((name) => major(`It needs the environment variable ${name}`));
}

function tableReasons({ manifest: before }: FunctionFace, { manifest: after }: FunctionFace): Reason[] {
  return !before.drizzleSchema && after.drizzleSchema ? [minor('It brings tables of its own')] : [];
}

function entrypointReasons(before: FunctionFace, after: FunctionFace): Reason[] {
  if (before.entrypoint === after.entrypoint || !before.entrypoint || !after.entrypoint) return [];
  return [major(`It is imported from ${after.entrypoint} instead of ${before.entrypoint}`)];
}

function byName(exports: readonly ModuleExport[]): Map<string, ModuleExport[]> {
  const named = new Map<string, ModuleExport[]>();
  for (const one of exports) named.set(one.name, [...(named.get(one.name) ?? []), one]);
  return named;
}

function shownName(name: string): string {
  return name === 'default' ? 'The default export' : name;
}

function major(text: string): Reason {
  return { level: 'major', text };
}

function minor(text: string): Reason {
  return { level: 'minor', text };
}
