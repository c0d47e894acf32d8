const SPECIFIER =
  /(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\()\s*(['"])((?!\.{0,2}\/)(?!\.{1,2}\1)[^'"\n]{1,214})\1/;

/** Whether a module imports from a package, which is not here to take types from. */
export function importsPackages(text: string): boolean {
  return SPECIFIER.test(text);
}

const NOT_FOUND = new Set([2307, 2792, 7016, 2732]);
/** Names of the runtime: node's, a test runner's, Bun's. */
const RUNTIME_NAMES = new Set([2580, 2581, 2582, 2591, 2592, 2593, 2867, 2868]);
/** Where a package's types are missing, whatever is passed to it seems untyped. */
const UNTYPED = new Set([7005, 7006, 7019, 7031, 7034, 7053]);
const QUOTED = /'((?:[^'\\]|\\.)*)'/;

/**
 * Whether an error of the compiler's is only that something is not installed here: a package, the types of a runtime,
 * or what would follow from them. `imports` tells whether the file imports from packages.
 */
export function isOfTheSurroundings(code: number, message: string, imports: boolean): boolean {
  if (RUNTIME_NAMES.has(code)) return true;
  if (imports && UNTYPED.has(code)) return true;
  return NOT_FOUND.has(code) && !/^\.{0,2}\/|^\.{1,2}$/.test(QUOTED.exec(message)?.[1] ?? '');
}
