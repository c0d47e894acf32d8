const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A day in UTC, from ISO 8601; text that is no date is shown as it is. */
export function Day({ iso }: { iso: string }) {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return <span>{iso}</span>;
  return <time dateTime={iso}>{DAY.format(time)}</time>;
}
