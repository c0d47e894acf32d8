const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WHOLE = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** How long ago something was, both in milliseconds since 1970; the date where it is more than a month. */
export function Age({ at, now }: { at: number; now: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={`${WHOLE.format(at)} UTC`}>
      {ageInWords(now - at) ?? MONTH.format(at)}
    </time>
  );
}

function ageInWords(age: number): string | undefined {
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return counted(Math.floor(age / MINUTE), 'minute');
  if (age < DAY) return counted(Math.floor(age / HOUR), 'hour');
  if (age < 30 * DAY) return counted(Math.floor(age / DAY), 'day');
  return undefined;
}

function counted(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'} ago`;
}
