const NUMBER = new Intl.NumberFormat('en');

/** A number with its noun, as in `1 star` and `2,000 stars`. */
export function Count({ of, one, many }: { of: number; one: string; many: string }) {
  return (
    <span>
      {NUMBER.format(of)} {of === 1 ? one : many}
    </span>
  );
}
