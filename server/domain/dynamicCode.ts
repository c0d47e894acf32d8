import {
  argument,
  asNode,
  isCall,
  isMember,
  type Node,
  type Place,
  placeOf,
  propertyName,
  unwrapped,
} from './syntaxNodes.ts';

/** A place where text is run as code. */
export interface DynamicCode {
  /** As it is called: `eval`, `new Function`, `setTimeout`. */
  readonly called: string;
  readonly place: Place;
}

const GLOBALS = new Set(['globalThis', 'window', 'self', 'global']);
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);

/** Finds where a file runs text as code: `eval`, `Function`, and timers that are given text. */
export function dynamicCode(nodes: readonly Node[]): DynamicCode[] {
  return nodes.flatMap((node) => {
    const isNew = node.type === 'NewExpression';
    if (!isNew && !isCall(node)) return [];
    const name = globalName(unwrapped(asNode(node.callee)));
    const place = placeOf(node);
    if (name === 'Function') return { called: isNew ? 'new Function' : 'Function', place };
    if (isNew || name === undefined) return [];
    if (name === 'eval') return { called: name, place };
    return TIMERS.has(name) && isText(unwrapped(argument(node, 0))) ? { called: name, place } : [];
  });
}

/** The name of a global, also behind `globalThis.` or in the `(0, eval)` that makes a call indirect. */
function globalName(callee: Node | undefined): string | undefined {
  if (callee?.type === 'Identifier') return callee.name as string;
  if (callee?.type === 'SequenceExpression')
    return globalName(unwrapped((callee.expressions as Node[]).at(-1)));
  if (!isMember(callee)) return undefined;
  const owner = asNode(callee.object);
  return owner?.type === 'Identifier' && GLOBALS.has(owner.name as string) ? propertyName(callee) : undefined;
}

function isText(node: Node | undefined): boolean {
  let first = node;
  while (first?.type === 'BinaryExpression' && first.operator === '+') first = asNode(first.left);
  return first?.type === 'StringLiteral' || first?.type === 'TemplateLiteral';
}
