import type { CallShape, Member, Parameter, TypeShape } from './callShape.ts';

/** What becomes of calls to a function that changed. */
export type CallChange = 'breaks' | 'offers more' | 'none';

/** Whether every call that was right before still is, as far as their types tell. */
export function callChange(before: CallShape, after: CallShape): CallChange {
  if (before.generics !== after.generics) return 'breaks';
  if (!goesInto(after.gives, before.gives, false)) return 'breaks';
  const length = Math.max(before.takes.length, after.takes.length);
  let offersMore = false;
  for (let at = 0; at < length; at += 1) {
    const [old, now] = [before.takes[at], after.takes[at]];
    if (!now) return 'breaks';
    if (!old) {
      if (now.kind === 'required') return 'breaks';
      offersMore = true;
    } else {
      if (!takesAsMuch(old, now)) return 'breaks';
      offersMore ||= old.kind !== now.kind || !goesInto(now.type, old.type, true);
    }
  }
  return offersMore ? 'offers more' : 'none';
}

function takesAsMuch(old: Parameter, now: Parameter): boolean {
  if (old.kind === 'rest' || now.kind === 'rest') {
    if (old.kind !== now.kind) return false;
  } else if (old.kind === 'optional' && now.kind === 'required') return false;
  return goesInto(old.type, now.type, true);
}

/**
 * Whether a value of one type may stand where the other is expected; true where either is not said. `exact` refuses
 * members that are not expected, as a compiler does for an object that is written out in a call.
 */
function goesInto(from: TypeShape | undefined, to: TypeShape | undefined, exact: boolean): boolean {
  if (!from || !to) return true;
  return from.every((one) => to.some((other) => isOne(one, other, exact)));
}

function isOne(from: TypeShape[number], to: TypeShape[number], exact: boolean): boolean {
  if (typeof from === 'string' || typeof to === 'string')
    return from === to || to === 'unknown' || to === 'any' || from === 'any';
  if (exact && [...from.keys()].some((name) => !to.has(name))) return false;
  return [...to].every(([name, member]) => memberGoesInto(from.get(name), member, exact));
}

function memberGoesInto(from: Member | undefined, to: Member, exact: boolean): boolean {
  if (!from) return to.optional;
  return (to.optional || !from.optional) && goesInto(from.type, to.type, exact);
}
